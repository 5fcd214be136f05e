using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Routines;

/// <summary>Instances that end in the middle of a run: from some point of it on, nothing of theirs reaches the tables.</summary>
public sealed class CrashTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lease = 6 * Minute;

    [Fact]
    public async Task An_answer_that_is_in_the_thread_but_not_recorded_is_taken_from_there()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(faults.Under).StartAsync();
        var routine = await gateway.ScheduleAsync("1 10 * * *");
        faults.Decide = request => IsRecord(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        faults.Decide = _ => Fate.Served;
        var crashed = await ReadAsync(gateway, routine);

        await gateway.TickAfterAsync(Lease);

        Assert.Empty(crashed);
        var run = Assert.Single(await ReadAsync(gateway, routine));
        var turn = Assert.Single(await gateway.ReadThreadAsync(gateway.Thread));
        Assert.Equal(("answered", 2, turn.Assistant), Shown(run));
        Assert.Equal(turn.Usage!.CompletionTokens, run.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task Before_the_lease_is_over_nobody_looks_at_it()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(faults.Under).StartAsync();
        var routine = await gateway.ScheduleAsync("1 10 * * *");
        faults.Decide = request => IsRecord(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        faults.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(Lease - TimeSpan.FromSeconds(1));

        Assert.Empty(await ReadAsync(gateway, routine));
    }

    [Fact]
    public async Task After_a_crash_in_the_third_attempt_the_answer_is_still_taken_from_the_thread()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(faults.Under).StartAsync();
        var routine = await gateway.ScheduleAsync("1 10 * * *");
        gateway.Models.Faults.Next("chat", Fault.Status(429), times: 2);
        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);
        faults.Decide = request => IsRecord(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(5 * Minute);
        faults.Decide = _ => Fate.Served;
        var crashed = Assert.Single(await ReadAsync(gateway, routine));

        await gateway.TickAfterAsync(Lease);

        Assert.Equal(("failed", 2, null), Shown(crashed));
        var run = Assert.Single(await ReadAsync(gateway, routine));
        var turn = Assert.Single(await gateway.ReadThreadAsync(gateway.Thread));
        Assert.Equal(("answered", 4, turn.Assistant), Shown(run));
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task After_three_crashes_without_an_answer_it_has_failed_and_nobody_is_asked_again()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(faults.Under).StartAsync();
        var routine = await gateway.ScheduleAsync("1 10 * * *");
        faults.Decide = request => IsRecord(request) || IsTurn(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Lease);
        await gateway.TickAfterAsync(Lease);
        faults.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(Lease);

        var run = Assert.Single(await ReadAsync(gateway, routine));
        Assert.Equal(("failed", 4, null), Shown(run));
        Assert.Contains("3 attempts", run.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(await gateway.ReadThreadAsync(gateway.Thread));
        Assert.Equal(3, gateway.Models.Calls.Count("chat"));
    }

    private static bool IsTurn(string request) =>
        TableFaults.Writes(request, "threads") && request.Contains("turn_", StringComparison.Ordinal);

    // The write that ends a run is the only one that adds an entry to its history.
    private static bool IsRecord(string request) =>
        TableFaults.Writes(request, "routines") && request.Contains("run_routine_", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(Gateway gateway, string routine) =>
        (await gateway.ActAsync("get", routine)).Runs();

    private static (string? Outcome, int Attempt, string? Answer) Shown(JsonElement run) =>
        (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32(), run.GetProperty("answer").GetString());
}
