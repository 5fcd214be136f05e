using System.Text;
using System.Text.Json;
using BotGateway.WebConsole;

namespace BotGateway.Tests.WebConsole;

/// <summary>A gateway whose operators' console is on, as App Service with authentication would run it.</summary>
public sealed class OperatorGateway(TableService tables) : SharedGateway(tables)
{
    public static GatewayBuilder SwitchOn(GatewayBuilder builder) =>
        builder.WithClock().WithLog().WithSetting("Console:Enabled", "true").WithSetting(ConsoleAccess.AuthenticationSetting, "True");

    protected override GatewayBuilder Configure(GatewayBuilder builder) => SwitchOn(builder).WithBot();
}

/// <summary>Requests of somebody whom App Service has signed in.</summary>
internal static class OperatorRequests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static string Principal(string id, params string[] roles) => Principal("aad", [("oid", id), .. roles.Select(role => ("roles", role))]);

    public static string Principal(string provider, params IEnumerable<(string Type, string Value)> claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new { auth_typ = provider, claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }), name_typ = "name", role_typ = "roles" })));

    public static async Task<HttpResponseMessage> SendAsync(
        this Gateway gateway, string path, string? principal, string method = "GET", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(gateway.Http.BaseAddress!, path));
        foreach (var (name, value) in principal is null ? headers : [(ConsolePrincipal.Header, principal), .. headers])
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<(int Status, string Text)> ReadAsync(this Gateway gateway, string path, string? principal)
    {
        using var response = await gateway.SendAsync(path, principal);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
