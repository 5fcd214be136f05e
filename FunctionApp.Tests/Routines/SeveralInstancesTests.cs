using BotGateway.Contracts;
using BotGateway.Routines;

namespace BotGateway.Tests.Routines;

public sealed class SeveralInstancesTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // With both counts of instances: 200 due times, or 2,000.
    private static int Minutes => Thoroughness.IsWanted ? 20 : 5;

    private static int Count => Thoroughness.IsWanted ? 50 : 10;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Each_due_time_is_run_once_however_many_tick_at_once(int instances)
    {
        await using var group = await InstanceGroup.StartAsync(tables, instances);
        var routines = await group.ScheduleAsync(Count);

        for (var i = 0; i < Minutes; i++)
        {
            group.Advance(Minute);
            await group.TickAsync();
        }

        Assert.Equal(Count * Minutes, group.ChatCalls);
        foreach (var routine in routines)
            await AssertEachRanOnceAsync(group.First, routine, Minutes);
    }

    [Fact]
    public async Task Ticks_that_come_twice_change_nothing()
    {
        await using var group = await InstanceGroup.StartAsync(tables, 2);
        var routine = Assert.Single(await group.ScheduleAsync(1));
        group.Advance(Minute);

        await Task.WhenAll(group.TickAsync(), group.TickAsync());
        await group.TickAsync();

        Assert.Equal(1, group.ChatCalls);
        await AssertEachRanOnceAsync(group.First, routine, 1);
    }

    [Fact]
    public async Task Ticks_that_come_late_or_between_due_times_change_nothing()
    {
        await using var group = await InstanceGroup.StartAsync(tables, 2);
        var routine = Assert.Single(await group.ScheduleAsync(1));

        // From 10:00:30 on: 24 s late, twice before the next due time, 40 s late.
        foreach (var seconds in new[] { 54, 1, 20, 55 })
        {
            group.Advance(TimeSpan.FromSeconds(seconds));
            await group.TickAsync();
        }

        Assert.Equal(2, group.ChatCalls);
        await AssertEachRanOnceAsync(group.First, routine, 2);
    }

    private static async Task AssertEachRanOnceAsync(Gateway gateway, Routine routine, int dueTimes)
    {
        var first = routine.Due!.Value;
        var runs = await gateway.Service<IRoutineStore>().ReadRunsAsync(routine, 1000, TestContext.Current.CancellationToken);
        var thread = await gateway.ReadThreadAsync(routine.ThreadId);

        Assert.Equal(Enumerable.Range(0, dueTimes).Select(i => first + (i * Minute)), runs.Select(run => run.Due).Reverse());
        Assert.All(runs, run => Assert.Equal((RunOutcome.Answered, 1), (run.Outcome, run.Attempt)));
        Assert.Equal(runs.Select(run => run.Answer).Reverse(), thread.Turns.Select(turn => turn.Assistant));
    }
}
