using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.FineTuning;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;

namespace BotGateway.Tests.Authentication;

/// <summary>Guards of spending for tests of something else.</summary>
internal static class Guards
{
    private static readonly ClientKey Usable = new(new KeyVersion("1", Enabled: true, NotBefore: null, ExpiresOn: null), new JsonWebKey());

    /// <summary>One that lets the clients <c>default</c>, <c>acme</c> and <c>owner</c> spend.</summary>
    public static SpendingGuard Open => new(
        Clients.Directory(new ClientOptions { Id = "default" }, new ClientOptions { Id = "acme" }, new ClientOptions { Id = "owner" }),
        new ClientKeys(Vault(), Options.Create(new AuthOptions()), TimeProvider.System));

    public static DeploymentLimit Deployments(IJobStore jobs) => new(Open, Clients.Directory(new ClientOptions { Id = "default" }), jobs);

    private static IVault Vault()
    {
        var vault = Substitute.For<IVault>();
        vault.ReadClientKeysAsync(default!, default, default).ReturnsForAnyArgs([Usable]);
        return vault;
    }
}
