using BotGateway.Http;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Follows a client's jobs that have been dispatched, one after the other.</summary>
internal sealed partial class DueJobProcessor(
    IJobStore jobs, JobPoller poller, JobRecovery recovery, TimeProvider clock, ILogger<DueJobProcessor> logger) : IWorkStep
{
    public async Task<Work> RunAsync(Work work, DateTimeOffset startUntil, CancellationToken cancellationToken)
    {
        while ((work.Jobs.Count > 0 || work.Pending.Count > 0) && clock.GetUtcNow() < startUntil)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (work.Jobs is [var job, ..])
            {
                await FollowAsync(new OpenItem(work.Client, job, IsPending: false), cancellationToken);
                work = work with { Jobs = [.. work.Jobs.Skip(1)] };
            }
            else if (work.Pending is [var pending, ..])
            {
                await FollowAsync(new OpenItem(work.Client, pending, IsPending: true), cancellationToken);
                work = work with { Pending = [.. work.Pending.Skip(1)] };
            }
        }

        return work;
    }

    private async Task FollowAsync(OpenItem item, CancellationToken cancellationToken)
    {
        using var span = Tracing.StartStep(item.IsPending ? "job recovery" : "job follow-up");
        span?.SetTag("bot_gateway.job", item.Id).SetTag(RequestTelemetry.ClientTag, item.ClientId);
        try
        {
            await StepAsync(item, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var problem = fault as GatewayException ?? new GatewayException(ErrorKind.Internal, "The gateway failed.", fault);
            span.Fail(problem);
            LogNotFollowed(item.Id, problem.Kind, SafeExceptionSummary.Of(problem));
            if (!item.IsPending)
                await RecordAsync(item, problem, cancellationToken);
        }
    }

    private async Task StepAsync(OpenItem item, CancellationToken cancellationToken)
    {
        if (item.IsPending)
        {
            if (await FindAsync(item, jobs.FindPendingAsync, cancellationToken) is { } pending)
                await recovery.RecoverAsync(pending, cancellationToken);
        }
        else if (await FindAsync(item, jobs.FindAsync, cancellationToken) is { } job)
        {
            if (job.DueAt <= clock.GetUtcNow())
                await poller.FollowAsync(job, cancellationToken);
            else
                // Another instance has processed it since the index was read, or an entry is stale and would be found at every tick.
                await jobs.TidyAsync(job, cancellationToken);
        }
    }

    // Null if there is nothing to process; its entry must not be found at every tick.
    private async Task<T?> FindAsync<T>(OpenItem item, Func<string, string, CancellationToken, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            if (await find(item.ClientId, item.Id, cancellationToken) is { } found)
                return found;
            LogGone(item.Id);
        }
        catch (UnreadableEntityException unreadable)
        {
            LogUnreadable(item.Id, unreadable.Reason);
        }

        await jobs.SetAsideAsync(item, cancellationToken);
        return null;
    }

    private async Task RecordAsync(OpenItem item, GatewayException problem, CancellationToken cancellationToken)
    {
        try
        {
            if (await jobs.FindAsync(item.ClientId, item.Id, cancellationToken) is { DueAt: not null } job)
                await jobs.TryReplaceAsync(job, job.ScheduleNextPoll(clock.GetUtcNow(), problem.Message, problem.RetryAfter), cancellationToken);
        }
        catch (Exception second) when (second is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The table is unavailable: the job stays due, the others go on, and the next tick tries again.
            LogNotRecorded(item.Id, SafeExceptionSummary.Of(second));
        }
    }

    [LoggerMessage(60, LogLevel.Warning, "Job {JobId} could not be polled: {Kind} ({Causes})")]
    private partial void LogNotFollowed(string jobId, ErrorKind kind, string causes);

    [LoggerMessage(63, LogLevel.Information, "Job or pending job {JobId} is due but does not exist; its index entry is removed")]
    private partial void LogGone(string jobId);

    [LoggerMessage(64, LogLevel.Error, "Job or pending job {JobId} is no longer polled: its row cannot be read ({Reason})")]
    private partial void LogUnreadable(string jobId, string reason);

    [LoggerMessage(61, LogLevel.Error, "The state of job {JobId} could not be recorded ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);
}
