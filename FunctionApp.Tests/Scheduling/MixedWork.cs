using BotGateway.Routines;
using BotGateway.Tests.Routines;
using BotGateway.Tests.Routines.Killing;

namespace BotGateway.Tests.Scheduling;

/// <summary>A gateway whose timer has routines to run, each due every minute, and a job to follow, whose team is to be made.</summary>
internal sealed class MixedWork(Gateway gateway, RoutineTables tables, Dictionary<string, DateTimeOffset> firstDue, string jobId) : IAsyncDisposable
{
    private const int Routines = 3;

    // Longer than every lease.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(7);

    public Gateway Gateway => gateway;

    public static async Task<MixedWork> StartAsync(TableService tables, string connectionString)
    {
        // One message at a time has all routines.
        var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:ConcurrentRuns", "1").WithTables(connectionString).StartAsync();
        var job = await gateway.TrainAsync("\"then\":{\"bot_routine\":true}");
        gateway.EndJobs();
        var firstDue = await RoutineSeries.ScheduleAsync(async body => (await gateway.CallAsync(body)).Json, Routines);
        return new MixedWork(gateway, new RoutineTables(connectionString), firstDue, job);
    }

    /// <summary>Ticks until every lease has expired and what it kept waiting has been done.</summary>
    public async Task FinishAsync(Func<Task> afterTick)
    {
        for (var i = 0; i < 3; i++)
        {
            await Gateway.TickAfterAsync(Pause);
            await afterTick();
        }
    }

    /// <summary>Nothing is lost and nothing is done twice.</summary>
    public async Task<IReadOnlyList<RoutineRun>> AssertIsDoneOnceAsync()
    {
        var all = new List<RoutineRun>();
        foreach (var (id, due) in firstDue)
        {
            var (routine, runs) = await tables.ReadAsync(id, due);
            Assert.True(routine.Due > Gateway.Clock.GetUtcNow(), $"A routine that was due at {routine.Due} has not been run.");
            all.AddRange(runs);
        }

        var job = await Gateway.ReadAsync(jobId);
        Assert.Equal(("succeeded", true, null), (job.Job.Status, job.Team?.IsMade, job.DueAt));
        // Beside the bot of the routines, and their threads.
        Assert.Equal((1 + 4, 1 + Routines + 4), await Gateway.CountTeamRowsAsync());
        return all;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
