using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Routines;
using BotGateway.Scheduling;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Routines.Killing;

/// <summary>What the tables say of routines that are due every minute.</summary>
internal sealed class RoutineTables(string connectionString)
{
    private const int Most = 1000;

    private readonly TableServiceClient _service = new(connectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Reads a routine at rest and its runs, the oldest first, of which none is lost and none was made twice.</summary>
    public async Task<(Routine Routine, IReadOnlyList<RoutineRun> Runs)> ReadAsync(string routineId, DateTimeOffset firstDue)
    {
        var options = Options.Create(new SchedulerOptions());
        var store = new RoutineStore(_service, new(_service, options, TimeProvider.System), new(Clients.Directory(), TimeProvider.System), options, NullLogger<RoutineStore>.Instance);
        var routine = (await new RoutineReader(_service).FindAsync("default", routineId, Cancellation))?.Routine;
        Assert.NotNull(routine);
        Assert.Equal((RoutineStatus.Active, 0), (routine.Status, routine.Attempt));
        List<RoutineRun> runs = [.. (await store.ReadRunsAsync(routine, Most, Cancellation)).Reverse()];
        AssertNoDueTimeIsLost(routine, runs, firstDue);
        await AssertEachAnswerIsInTheThreadOnceAsync(routine, runs);
        return (routine, runs);
    }

    // Every due time up to the one that comes next has been answered, has failed after all attempts, or is counted as missed: once.
    private static void AssertNoDueTimeIsLost(Routine routine, IReadOnlyList<RoutineRun> runs, DateTimeOffset firstDue)
    {
        var expected = firstDue;
        foreach (var run in runs)
        {
            Assert.Equal(expected, run.Due);
            Assert.True(
                run.Outcome != RunOutcome.Failed || run.Attempt > RoutineTransitions.MostAttempts, $"A run failed at attempt {run.Attempt}.");
            expected += TimeSpan.FromMinutes(run.Outcome == RunOutcome.Skipped ? run.Missed : 1);
        }

        Assert.Equal(expected, routine.Due);
    }

    // The thread holds one turn for each due time that has been answered, with that answer, and no other.
    private async Task AssertEachAnswerIsInTheThreadOnceAsync(Routine routine, IReadOnlyList<RoutineRun> runs)
    {
        var partition = $"default:{routine.ThreadId}";
        var rows = await _service.GetTableClient("threads")
            .QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Cancellation).ToListAsync(Cancellation);
        var turns = rows.Where(row => row.RowKey.StartsWith("turn_", StringComparison.Ordinal)).ToDictionary(row => row.GetInt32("Number")!.Value);
        var markers = rows.Where(row => row.RowKey.StartsWith("run_", StringComparison.Ordinal)).ToList();
        var answered = runs.Where(run => run.Outcome == RunOutcome.Answered).ToList();

        Assert.Equal(answered.Select(run => TurnKey.OfRun(routine.Id, run.Due, isFirstAttempt: false).RowKey), markers.Select(row => row.RowKey));
        Assert.Equal(answered.Select(run => run.Answer), markers.Select(row => turns[row.GetInt32("Number")!.Value].GetString("Assistant")));
        Assert.Equal(answered.Count, turns.Count);
    }
}
