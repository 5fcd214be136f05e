using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication;

/// <summary>Whether a token may leave open which body it is for: a client's own setting wins over the gateway's.</summary>
public sealed class StrictModeTests(TableService tables)
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("true", null, false)]
    [InlineData("true", "", false)]
    [InlineData("true", "false", true)]
    [InlineData("false", "true", false)]
    public async Task A_token_that_binds_no_body_is_refused_where_that_is_wanted(string? everybody, string? acme, bool isLetIn)
    {
        await using var gateway = await StartAsync(everybody, acme);

        var unbound = await gateway.CallAsync(gateway.Token(Gateway.Acme));
        var bound = await gateway.CallAsync(gateway.Token(Gateway.Acme) with { BindsBody = true });

        if (isLetIn)
            Expected.Authenticated(unbound);
        else
            gateway.AssertUnauthorized(unbound, RejectionReason.UnboundBody);
        Expected.Authenticated(bound);
    }

    [Fact]
    public async Task One_clients_setting_is_no_others()
    {
        await using var gateway = await StartAsync(everybody: null, acme: "true");

        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
    }

    private Task<Gateway> StartAsync(string? everybody, string? acme) => new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new() { ["Auth:RequireBodyHash"] = everybody, ["Clients:1:RequireBodyHash"] = acme }).StartAsync();
}
