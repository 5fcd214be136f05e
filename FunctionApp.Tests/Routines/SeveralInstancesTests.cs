using BotGateway.Contracts;
using BotGateway.Routines;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Routines;

/// <summary>
/// Several instances of the gateway over the same tables. Each has its own clock, some seconds from the others', and its own model service.
/// </summary>
public sealed class SeveralInstancesTests(TableService tables) : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly List<Gateway> _instances = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // With both counts of instances: 200 due times, or 2,000.
    private static int Minutes => Thoroughness.IsWanted ? 20 : 5;

    private static int Count => Thoroughness.IsWanted ? 50 : 10;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Each_due_time_is_run_once_however_many_tick_at_once(int instances)
    {
        await StartAsync(instances);
        var routines = await ScheduleAsync(Count);

        for (var i = 0; i < Minutes; i++)
        {
            Advance(Minute);
            await TickAsync();
        }

        Assert.Equal(Count * Minutes, ChatCalls);
        foreach (var routine in routines)
            await AssertEachRanOnceAsync(routine, Minutes);
    }

    [Fact]
    public async Task Ticks_that_come_twice_change_nothing()
    {
        await StartAsync(2);
        var routine = Assert.Single(await ScheduleAsync(1));
        Advance(Minute);

        await Task.WhenAll(TickAsync(), TickAsync());
        await TickAsync();

        Assert.Equal(1, ChatCalls);
        await AssertEachRanOnceAsync(routine, 1);
    }

    [Fact]
    public async Task Ticks_that_come_late_or_between_due_times_change_nothing()
    {
        await StartAsync(2);
        var routine = Assert.Single(await ScheduleAsync(1));

        // From 10:00:30 on: 24 s late, twice before the next due time, 40 s late.
        foreach (var seconds in new[] { 54, 1, 20, 55 })
        {
            Advance(TimeSpan.FromSeconds(seconds));
            await TickAsync();
        }

        Assert.Equal(2, ChatCalls);
        await AssertEachRanOnceAsync(routine, 2);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _instances)
            await gateway.DisposeAsync();
    }

    private int ChatCalls => _instances.Sum(instance => instance.Models.Calls.Count("chat"));

    private async Task StartAsync(int count)
    {
        var connection = tables.NewConnectionString();
        for (var i = 0; i < count; i++)
        {
            var clock = new FakeTimeProvider(Gateway.Start.AddSeconds(3 * i));
            _instances.Add(await new GatewayBuilder(tables).WithTables(connection).WithClock(clock).StartAsync());
        }
    }

    private async Task<IReadOnlyList<Routine>> ScheduleAsync(int count)
    {
        var firstDue = await RoutineSeries.ScheduleAsync(async body => (await _instances[0].CallAsync(body)).Json, count);
        var reader = _instances[0].Service<RoutineReader>();
        return await Task.WhenAll(firstDue.Keys.Select(async id => (await reader.FindAsync("default", id, Cancellation))!.Routine!));
    }

    private void Advance(TimeSpan time) => _instances.ForEach(instance => instance.Clock.Advance(time));

    private Task TickAsync() => Task.WhenAll(_instances.Select(instance => Task.Run(() => instance.TickAsync(Cancellation), Cancellation)));

    private async Task AssertEachRanOnceAsync(Routine routine, int dueTimes)
    {
        var first = routine.Due!.Value;
        var runs = await _instances[0].Service<IRoutineStore>().ReadRunsAsync(routine, 1000, Cancellation);
        var turns = await _instances[0].ReadThreadAsync(routine.ThreadId);

        Assert.Equal(Enumerable.Range(0, dueTimes).Select(i => first + (i * Minute)), runs.Select(run => run.Due).Reverse());
        Assert.All(runs, run => Assert.Equal((RunOutcome.Answered, 1), (run.Outcome, run.Attempt)));
        Assert.Equal(runs.Select(run => run.Answer).Reverse(), turns.Select(turn => turn.Assistant));
    }
}
