using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Contracts;
using BotGateway.LocalHost.Vault;
using BotGateway.Routines;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Routines;

/// <summary>Routines of a client without a usable key, or out of the settings, do not run and keep nobody waiting.</summary>
public sealed class RefusedSpendingTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_due_time_is_skipped_with_the_reason_and_the_routine_stays_active()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync(rest: ",\"max_runs\":2");
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await Nobody(gateway).TrySkipAsync(await FindAsync(gateway, id), Cancellation));

        var shown = await gateway.ActAsync("get", id);
        // At 10:01:30 the times up to 10:06:30 are skipped.
        Assert.Equal(("active", "2030-01-01T10:07:00Z", "0"), (shown["routine_status"], shown["next_run"], shown["runs_done"]));
        var run = shown.SingleRun();
        Assert.Equal(("skipped", 0), run.Attempt());
        Assert.Equal("The client is not in the gateway's settings.", run.GetProperty("error").GetString());
        Assert.Equal(6, run.GetProperty("missed").GetInt32());
        Assert.Empty(await DueAsync(gateway));
    }

    [Fact]
    public async Task When_the_client_may_spend_again_its_routine_runs_again_by_itself()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await Nobody(gateway).TrySkipAsync(await FindAsync(gateway, id), Cancellation);

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(6));

        var runs = (await gateway.ActAsync("get", id)).Runs();
        Assert.Equal(["answered", "skipped"], runs.Select(run => run.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_client_with_a_usable_key_is_not_held_up()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await FindAsync(gateway, id);

        Assert.False(await gateway.Service<RefusedSpending>().TrySkipAsync(before, Cancellation));

        Assert.Equal(before.Version, (await FindAsync(gateway, id)).Version);
    }

    [Theory]
    [InlineData("2030-01-01T10:03:00Z")]
    public async Task A_routine_that_ends_meanwhile_is_finished(string end)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync(rest: $",\"ends_at\":\"{end}\"");
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await Nobody(gateway).TrySkipAsync(await FindAsync(gateway, id), Cancellation));

        var shown = await gateway.ActAsync("get", id);
        Assert.Equal("finished", shown["routine_status"]);
        Assert.Equal(3, shown.SingleRun().GetProperty("missed").GetInt32());
        Assert.Empty(await DueAsync(gateway));
    }

    [Fact]
    public async Task A_client_whose_key_is_disabled_spends_nothing_through_its_routine_until_it_has_one_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var id = await gateway.ScheduleAsync("*/10 * * * *");
        var keys = new KeyStore(gateway.DataDirectory, TimeProvider.System);
        var key = keys.List()["client-default"].Single();
        keys.Disable(key);

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));
        var asked = gateway.Models.Calls.Count("chat");
        var status = (await FindAsync(gateway, id)).Status;
        using var again = RSA.Create();
        again.ImportFromPem(key.Pem);
        keys.Add("client-default", again, KeyVersion.Verify);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((0, RoutineStatus.Active), (asked, status));
        var outcomes = (await gateway.ActAsync("get", id)).Runs().Select(run => run.GetProperty("outcome").GetString()).ToList();
        Assert.Equal(("answered", "skipped"), (outcomes[0], outcomes[^1]));
        Assert.DoesNotContain("failed", outcomes);
    }

    // Where no client is configured.
    private static RefusedSpending Nobody(Gateway gateway) => new(
        new SpendingGuard(Clients.Directory(), new ClientKeys(Substitute.For<BotGateway.KeyVault.IVault>(), Options.Create(new AuthOptions()), gateway.Clock)),
        gateway.Service<IRoutineStore>(),
        gateway.Clock);

    private static async Task<Routine> FindAsync(Gateway gateway, string id) =>
        (await gateway.Service<RoutineReader>().FindAsync("default", id, Cancellation))!.Routine!;

    private static async Task<IEnumerable<string>> DueAsync(Gateway gateway) =>
        (await gateway.Service<IRoutineStore>().ReadDueAsync(gateway.Clock.GetUtcNow(), Cancellation)).Routines.Select(item => item.Id);
}
