using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.FineTuning;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;

namespace BotGateway.Tests.Authentication;

/// <summary>Lists of clients without settings behind them, and what they may deploy in tests of something else.</summary>
internal static class Clients
{
    public static ClientDirectory Directory(params ClientOptions[] clients)
    {
        var options = Substitute.For<IOptionsMonitor<Dictionary<string, ClientOptions>>>();
        options.CurrentValue.Returns(clients.ToDictionary(client => client.Id));
        return new ClientDirectory(options);
    }

    /// <summary>Lets the clients <c>default</c>, <c>acme</c> and <c>owner</c> spend.</summary>
    public static DeploymentLimit Deployments(IJobStore jobs)
    {
        var vault = Substitute.For<IVault>();
        var usable = new KeyVersion("1", Enabled: true, NotBefore: null, ExpiresOn: null);
        vault.ReadClientKeysAsync(default!, default, default).ReturnsForAnyArgs([new ClientKey(usable, new JsonWebKey())]);
        var clients = Directory(new ClientOptions { Id = "default" }, new ClientOptions { Id = "acme" }, new ClientOptions { Id = "owner" });
        var keys = new ClientKeys(vault, Options.Create(new AuthOptions()), TimeProvider.System);
        return new DeploymentLimit(new SpendingGuard(clients, keys), Directory(new ClientOptions { Id = "default" }), jobs);
    }
}
