using System.Diagnostics.Metrics;
using BotGateway.Http;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Telemetry;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace BotGateway.Tests.Telemetry;

public sealed class MetricTests(TableService tables)
{
    [Fact]
    public async Task Requests_are_counted_by_event_and_status_and_refusals_by_reason()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var requests = Collect<double>(gateway, "bot_gateway.request.duration");
        using var refusals = Collect<long>(gateway, "bot_gateway.refusals");

        await gateway.CallAsync(new { event_name = "new_thread" });
        await gateway.CallAsync(new { event_name = "new_bot" });
        await gateway.CallAsync(new { event_name = "nothing" });
        await gateway.Http.SendRequestAsync("{}", TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "bot_gateway.event=new_thread http.response.status_code=200",
                "bot_gateway.event=new_bot http.response.status_code=400",
                "http.response.status_code=400",
                "http.response.status_code=401",
            ],
            TagsOf(requests));
        Assert.All(requests.GetMeasurementSnapshot(), request => Assert.InRange(request.Value, double.Epsilon, 60));
        Assert.Equal(["bot_gateway.refusal=NoToken"], TagsOf(refusals));
    }

    [Fact]
    public async Task Tokens_are_counted_by_client_and_model()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var tokens = Collect<long>(gateway, "gen_ai.client.token.usage");
        var talk = await gateway.NewBotAsync(client: Gateway.Acme);

        await gateway.SendAsync(talk, "Hola", Gateway.Acme);

        const string Common = "gen_ai.operation.name=chat gen_ai.request.model=gpt-4.1-mini gen_ai.token.type";
        Assert.Equal(
            [$"{Common}=input bot_gateway.client=acme", $"{Common}=output bot_gateway.client=acme"], TagsOf(tokens));
        Assert.All(tokens.GetMeasurementSnapshot(), measured => Assert.True(measured.Value > 0));
    }

    [Fact]
    public async Task Vault_calls_are_counted_by_operation_and_outcome()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var calls = Collect<long>(gateway, "bot_gateway.vault.calls");
        gateway.Vault.Faults.Next("decrypt", Fault.Status(403, code: "Forbidden"));

        await gateway.CallAsync(new { event_name = "check_credentials" });
        await gateway.CallAsync(new { event_name = "check_credentials" });

        Assert.Equal(
            [
                "bot_gateway.vault.operation=list_versions bot_gateway.outcome=ok", // The client's key.
                "bot_gateway.vault.operation=get_key bot_gateway.outcome=ok",
                "bot_gateway.vault.operation=list_versions bot_gateway.outcome=ok", // The gateway's.
                "bot_gateway.vault.operation=decrypt bot_gateway.outcome=403",
                "bot_gateway.vault.operation=decrypt bot_gateway.outcome=ok",
            ],
            TagsOf(calls));
    }

    [Fact]
    public async Task Jobs_are_counted_by_the_states_that_they_get_into()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        using var states = Collect<long>(jobs, "bot_gateway.jobs");
        await jobs.TrainAsync();

        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));
        jobs.EndJobs();
        await jobs.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["bot_gateway.job.status=running", "bot_gateway.job.status=succeeded"], TagsOf(states));
    }

    [Fact]
    public async Task Routines_tell_their_lag_and_their_failures_and_each_tick_is_counted()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        using var runs = Collect<long>(gateway, "bot_gateway.routine.runs");
        using var lag = Collect<double>(gateway, "bot_gateway.routine.lag");
        using var ticks = Collect<long>(gateway, "bot_gateway.scheduler.ticks");
        await gateway.ScheduleAsync();
        gateway.Models.Faults.Next("chat", Fault.Status(500), 3); // All tries of one attempt.

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(["bot_gateway.outcome=failed", "bot_gateway.outcome=answered"], TagsOf(runs));
        // Due on the minute, looked at half a minute later; the second attempt's lag is on purpose and does not count.
        Assert.Equal([30], lag.GetMeasurementSnapshot().Select(measured => measured.Value));
        Assert.Equal(2, ticks.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task A_tick_that_fails_is_not_counted()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        using var ticks = Collect<long>(jobs, "bot_gateway.scheduler.ticks");
        jobs.Tables.Decide = request => request.Contains("/jobs") ? Fate.Refused : Fate.Served;

        await Assert.ThrowsAnyAsync<GatewayException>(() => jobs.TickAfterAsync(TimeSpan.FromMinutes(1)));

        Assert.Empty(ticks.GetMeasurementSnapshot());
    }

    // By the gateway's own meters: gateways of other tests run in the same process.
    private static MetricCollector<T> Collect<T>(Gateway gateway, string instrument)
        where T : struct => new(gateway.Service<IMeterFactory>(), Tracing.SourceName, instrument);

    private static IEnumerable<string> TagsOf<T>(MetricCollector<T> collector)
        where T : struct => collector.GetMeasurementSnapshot().Select(measurement => string.Join(' ', measurement.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
}
