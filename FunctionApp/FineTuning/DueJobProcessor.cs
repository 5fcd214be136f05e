using BotGateway.Http;
using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Follows a client's jobs that have been dispatched, one after the other.</summary>
internal sealed partial class DueJobProcessor(
    IJobStore jobs, JobPoller follower, JobRecovery recovery, TimeProvider clock, ILogger<DueJobProcessor> logger) : IWorkStep
{
    public async Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken)
    {
        while ((work.Jobs.Count > 0 || work.Intents.Count > 0) && clock.GetUtcNow() < startUntil)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (work.Jobs is [var job, ..])
            {
                await FollowAsync(new OpenItem(work.Client, job, IsIntent: false), cancellationToken);
                work = work with { Jobs = [.. work.Jobs.Skip(1)] };
            }
            else if (work.Intents is [var intent, ..])
            {
                await FollowAsync(new OpenItem(work.Client, intent, IsIntent: true), cancellationToken);
                work = work with { Intents = [.. work.Intents.Skip(1)] };
            }
        }

        return work;
    }

    private async Task FollowAsync(OpenItem item, CancellationToken cancellationToken)
    {
        using var span = Tracing.StartStep(item.IsIntent ? "job recovery" : "job follow-up");
        span?.SetTag("bot_gateway.job", item.Id).SetTag(RequestTelemetry.ClientTag, item.ClientId);
        try
        {
            if (item.IsIntent)
                await recovery.RecoverAsync(item.ClientId, item.Id, cancellationToken);
            // Due still: another instance may have followed it since the agenda was read.
            else if (await jobs.FindAsync(item.ClientId, item.Id, cancellationToken) is { } job && job.DueAt <= clock.GetUtcNow())
                await follower.FollowAsync(job, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var problem = fault as ProblemException ?? new ProblemException(500, "The gateway failed.", fault);
            span.Fail(problem);
            LogNotFollowed(item.Id, problem.Status, SafeExceptionSummary.Of(problem));
            if (!item.IsIntent)
                await RecordAsync(item, problem, cancellationToken);
        }
    }

    private async Task RecordAsync(OpenItem item, ProblemException problem, CancellationToken cancellationToken)
    {
        try
        {
            if (await jobs.FindAsync(item.ClientId, item.Id, cancellationToken) is { DueAt: not null } job)
                await jobs.TryReplaceAsync(job, job.ScheduleNextPoll(clock.GetUtcNow(), problem.Message, problem.RetryAfter), cancellationToken);
        }
        catch (Exception second) when (second is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The table is unavailable, or the job cannot be read: it stays due, the others go on, and the next tick tries again.
            LogNotRecorded(item.Id, SafeExceptionSummary.Of(second));
        }
    }

    [LoggerMessage(60, LogLevel.Warning, "Job {JobId} could not be followed: {Status} ({Causes})")]
    private partial void LogNotFollowed(string jobId, int status, string causes);

    [LoggerMessage(61, LogLevel.Error, "What became of job {JobId} could not be recorded ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);
}
