using BotGateway.Contracts;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Webhooks;

/// <summary>Clients are told of their events, each once.</summary>
public sealed class WebhookTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_by_schedule_is_told_by_the_next_tick()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ""","max_runs":1""");

        for (var i = 0; i < 3; i++)
            await gateway.TickAfterAsync(Minute);

        var message = Assert.Single(Received(receiver));
        Assert.Equal(WebhookTypes.RoutineAnswered, message.Type);
        Assert.Equal(
            $$"""{"routine_id":"{{routine}}","bot_id":"{{gateway.Bot}}","thread_id":"{{gateway.Thread}}","due":"2030-01-01T10:01:00Z","attempt":1}""",
            message.Data.GetRawText());
    }

    [Fact]
    public async Task A_run_on_request_is_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();

        await gateway.ActAsync("run", routine);
        await gateway.TickAsync(Cancellation);

        Assert.Equal((WebhookTypes.RoutineAnswered, routine), RoutineOf(Assert.Single(Received(receiver))));
    }

    [Fact]
    public async Task The_answer_goes_along_if_the_routine_delivers_by_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ",\"deliver\":\"webhook\"");

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAsync(Cancellation);

        var shown = await gateway.ActAsync("get", routine);
        var answer = shown.SingleRun().GetProperty("answer").GetString();
        Assert.Equal("webhook", shown["deliver"]);
        Assert.Equal(answer, Assert.Single(Received(receiver)).Data.GetProperty("answer").GetString());
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains(answer!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_answer_is_cut_off_and_says_so()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync(rest: ",\"deliver\":\"webhook\"");
        gateway.Models.Faults.Next("chat", Fault.Response(
            200, $$"""{"choices":[{"message":{"content":"{{new string('a', 100_000)}}"},"finish_reason":"stop"}],"usage":null}"""));

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAsync(Cancellation);

        var data = Assert.Single(Received(receiver)).Data;
        Assert.Equal((64_001, true), (data.GetProperty("answer").GetString()!.Length, data.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task A_failed_run_is_told_after_its_last_attempt_with_the_reason()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 * * * *");
        gateway.Models.Faults.Next("chat", Fault.Status(429), times: 3);
        gateway.Clock.Advance(TimeSpan.FromMinutes(59));

        for (var i = 0; i < 12; i++)
            await gateway.TickAfterAsync(Minute);

        var message = Assert.Single(Received(receiver));
        Assert.Equal((WebhookTypes.RoutineFailed, routine), RoutineOf(message));
        Assert.Equal(3, message.Data.GetProperty("attempt").GetInt32());
        Assert.Equal((await gateway.ActAsync("get", routine)).SingleRun().GetProperty("error").GetString(), message.Data.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_routine_that_the_gateway_pauses_is_told_but_not_one_that_its_client_pauses()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        await gateway.ActAsync("pause", await gateway.ScheduleAsync());
        gateway.Models.Faults.Next("chat", Fault.Status(404, code: "DeploymentNotFound"));

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);

        var messages = Received(receiver);
        Assert.All(messages, message => Assert.Equal(routine, RoutineOf(message).Routine));
        Assert.Equal([WebhookTypes.RoutineFailed, WebhookTypes.RoutinePaused], messages.Select(message => message.Type).Order());
        var reason = (await gateway.ActAsync("get", routine))["reason"];
        Assert.Equal(reason, messages.Single(message => message.Type == WebhookTypes.RoutinePaused).Data.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_client_is_told_of_nothing_of_another()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address, client: 1).WithClock().WithBot().StartAsync();
        await gateway.ActAsync("run", await gateway.ScheduleAsync());

        await gateway.TickAsync(Cancellation);

        Assert.Empty(Received(receiver));
    }

    [Fact]
    public async Task A_webhook_costs_a_run_no_request_to_storage()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        async Task<List<string>> WritesAsync(GatewayBuilder builder)
        {
            await using var gateway = await builder.WithClock().WithBot().StartAsync();
            await gateway.ScheduleAsync();
            await gateway.TickAsync(Cancellation);
            gateway.Tables.Forget();
            await gateway.TickAfterAsync(Minute);
            return [.. gateway.Tables.Requests.Where(request => TableFaults.Writes(request) && !TableFaults.Writes(request, "usage"))];
        }

        var without = await WritesAsync(new GatewayBuilder(tables));
        var with = await WritesAsync(new GatewayBuilder(tables).WithWebhook(receiver.Address));

        // The tick that makes the message may deliver it already, which has writes of its own.
        Assert.Contains("/routines", Assert.Single(with, request => request.Contains("webhook_", StringComparison.Ordinal) && request.Contains("run_routine_", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(without.Count, 1 + with.Count(request => !request.Contains("hook", StringComparison.Ordinal)));
    }

    private static (string Type, string? Routine) RoutineOf(ReceivedWebhook message) => (message.Type, message.Data.GetProperty("routine_id").GetString());

    internal static List<ReceivedWebhook> Received(WebhookReceiver receiver)
    {
        var messages = new List<ReceivedWebhook>();
        while (receiver.Received.TryRead(out var message))
            messages.Add(message);
        return messages;
    }
}
