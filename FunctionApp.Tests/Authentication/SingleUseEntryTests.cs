using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Authentication;

/// <summary>Each token lets in once.</summary>
public sealed class SingleUseEntryTests(TableService tables)
{
    private const string Unbound = """{"event_name":"check_credentials"}""";

    [Theory]
    [InlineData("table")]
    [InlineData("memory")]
    public async Task The_same_request_is_refused_the_second_time(string replay)
    {
        await using var gateway = await StartAsync(replay);
        var request = gateway.Token().Encrypt().Text;

        Expected.Authenticated(await gateway.SendAsync(request));
        gateway.AssertUnauthorized(await gateway.SendAsync(request), RejectionReason.UsedToken);
    }

    [Fact]
    public async Task An_unbound_token_does_not_let_another_body_in_either()
    {
        await using var gateway = await StartAsync("table");
        var request = (gateway.Token() with { Body = Unbound }).Encrypt().Text;

        Expected.Authenticated(await gateway.SendAsync(request));
        var answer = await gateway.SendAsync(request.Replace(Unbound, """{"event_name":"new_thread"}""", StringComparison.Ordinal));

        gateway.AssertUnauthorized(answer, RejectionReason.UsedToken);
    }

    [Fact]
    public async Task Who_turns_it_off_accepts_as_often_as_the_time_permits()
    {
        await using var gateway = await StartAsync("off");
        var request = gateway.Token().Encrypt().Text;

        Expected.Authenticated(await gateway.SendAsync(request));
        Expected.Authenticated(await gateway.SendAsync(request));
        gateway.Clock.Advance(TimeSpan.FromSeconds(20.001));
        gateway.AssertUnauthorized(await gateway.SendAsync(request), RejectionReason.Expired);
    }

    [Fact]
    public async Task Of_equal_requests_to_two_instances_at_once_exactly_one_gets_in()
    {
        var shared = tables.NewConnectionString();
        await using var one = await new GatewayBuilder(tables).WithTables(shared).StartAsync();
        await using var two = await new GatewayBuilder(tables).WithTables(shared).StartAsync();
        using var client = one.Credentials().CreateClient(TimeProvider.System);

        for (var i = 0; i < 20; i++)
        {
            var request = await client.CreateRequestAsync(Unbound, TestContext.Current.CancellationToken);
            var answers = await Task.WhenAll(from gateway in new[] { one, two, one, two } select gateway.SendAsync(request));

            Assert.Equal([200, 401, 401, 401], answers.Select(answer => answer.Status).Order());
        }
    }

    [Fact]
    public async Task A_refused_request_uses_no_token_up()
    {
        await using var gateway = await StartAsync("table");
        var request = (gateway.Token() with { Body = Unbound, BindsBody = true }).Encrypt().Text;

        var other = request.Replace(Unbound, """{"event_name":"new_thread"}""", StringComparison.Ordinal);
        gateway.AssertUnauthorized(await gateway.SendAsync(other), RejectionReason.WrongBodyHash);

        Expected.Authenticated(await gateway.SendAsync(request));
    }

    [Fact]
    public async Task While_the_table_is_unavailable_nobody_is_authenticated()
    {
        using var faults = new TableFaults();
        var probe = new ProbeEvent(_ => Task.CompletedTask);
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(services =>
        {
            probe.AddTo(services);
            faults.Under(services);
        }).StartAsync();
        var order = gateway.Token() with { Body = """{"event_name":"probe"}""" };
        Assert.Equal(200, (await gateway.CallAsync(order)).Status);

        faults.Decide = request => TableFaults.Writes(request, "usedtokens") ? Fate.Refused : Fate.Served;
        var during = await gateway.CallAsync(order);

        Assert.Equal("The Table service is unavailable.", Expected.Problem(503, during));
        Assert.Equal(1, probe.Calls);
    }

    private Task<Gateway> StartAsync(string replay) =>
        new GatewayBuilder(tables).WithClock().WithLog().WithSetting("Auth:Replay", replay).StartAsync();
}
