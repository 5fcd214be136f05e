using System.Globalization;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Commands;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Options;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>What the page must know to send signed requests as the client <c>default</c>. The key is for this machine's own page only.</summary>
internal sealed record ConsoleSession(string Mode, string Models, string Client, string Endpoint, string Audience, SigningKey? Key, string Try, string Time)
{
    public static ConsoleSession Of(HttpContext context, LocalOptions options, bool modelServiceIsSimulated)
    {
        var endpoint = new Uri($"http://{context.Request.Host}/lambda");
        return new(
            "local",
            modelServiceIsSimulated ? "simulated" : "real",
            DemoSecrets.ClientId,
            endpoint.AbsoluteUri,
            context.RequestServices.GetRequiredService<IOptionsMonitor<AuthOptions>>().CurrentValue.Audience,
            SigningKey.Read(LocalKeys.ClientPrivatePem(options.DataDirectory)),
            ReadyMessage.Try(endpoint, options),
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
    }
}
