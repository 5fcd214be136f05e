using BotGateway.Requests;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Training;

/// <summary>Follows the jobs that have not been settled.</summary>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="follower">Takes a job one step further.</param>
/// <param name="recovery">Finds jobs that nobody recorded.</param>
/// <param name="options">How many at once.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="logger">Learns of jobs that could not be followed.</param>
public sealed partial class OpenJobs(
    IJobStore jobs, JobFollower follower, JobRecovery recovery, IOptions<SchedulerOptions> options, TimeProvider clock, ILogger<OpenJobs> logger)
{
    private readonly int _parallelism = options.Value.Parallelism;

    /// <summary>Follows them. A failure of one is recorded on it and does not stop the others; a 429 leaves the rest to the next tick.</summary>
    /// <param name="startUntil">No job is asked for after this; the next tick goes on.</param>
    /// <param name="cancellation">Ends the tick.</param>
    /// <returns>A task that ends when all that were begun have ended.</returns>
    public async Task FollowAsync(DateTimeOffset startUntil, CancellationToken cancellation)
    {
        var due = await jobs.ReadDueAsync(clock.GetUtcNow(), cancellation);
        var isThrottled = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(due, parallel, async (item, cancel) =>
        {
            if (!Volatile.Read(ref isThrottled) && clock.GetUtcNow() < startUntil && await FollowAsync(item, cancel) == 429)
                Volatile.Write(ref isThrottled, true);
        });
    }

    // The status of the problem that stopped it; 200 where none did.
    private async Task<int> FollowAsync(OpenItem item, CancellationToken cancellation)
    {
        using var span = Tracing.StartStep(item.IsIntent ? "job recovery" : "job follow-up");
        span?.SetTag("bot_gateway.job", item.Id).SetTag(RequestRecord.ClientTag, item.ClientId);
        try
        {
            if (item.IsIntent)
                await recovery.RecoverAsync(item.ClientId, item.Id, cancellation);
            // Due still: another instance may have followed it since the agenda was read.
            else if (await jobs.FindAsync(item.ClientId, item.Id, cancellation) is { } job && job.WakeAt <= clock.GetUtcNow())
                await follower.FollowAsync(job, cancellation);
            return 200;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var problem = fault as ProblemException ?? new ProblemException(500, "The gateway failed.", fault);
            span.Fail(problem);
            LogNotFollowed(item.Id, problem.Status, Causes.Of(problem));
            if (problem.Status != 429 && !item.IsIntent)
                await RecordAsync(item, problem, cancellation);
            return problem.Status;
        }
    }

    private async Task RecordAsync(OpenItem item, ProblemException problem, CancellationToken cancellation)
    {
        try
        {
            if (await jobs.FindAsync(item.ClientId, item.Id, cancellation) is { WakeAt: not null } job)
                await jobs.TryReplaceAsync(job, job.LookAgain(clock.GetUtcNow(), problem.Message), cancellation);
        }
        catch (Exception second) when (second is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The table is out of reach, or the job cannot be read: it stays due, the others go on, and the next tick tries again.
            LogNotRecorded(item.Id, Causes.Of(second));
        }
    }

    [LoggerMessage(60, LogLevel.Warning, "Job {JobId} could not be followed: {Status} ({Causes})")]
    private partial void LogNotFollowed(string jobId, int status, string causes);

    [LoggerMessage(61, LogLevel.Error, "What became of job {JobId} could not be recorded ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);
}
