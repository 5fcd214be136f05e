using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Cancels, pauses and resumes jobs.</summary>
internal sealed class JobActions(JobQuery query, JobPoller poller, OpenAIJobControl service, IJobStore jobs, TimeProvider clock)
{
    /// <exception cref="GatewayException">NotFound: the client has no such job; Conflict: it has ended, or the service refuses.</exception>
    public async Task<TrainingJob> RunAsync(Client client, string jobId, JobAction action, CancellationToken cancellationToken)
    {
        var recorded = await query.FindAsync(client, jobId, cancellationToken);
        if (recorded.Job.HasEnded)
            throw Ended(recorded);

        JobSnapshot seen;
        try
        {
            seen = await service.RunAsync(recorded.Job.Id, action, cancellationToken);
        }
        catch (GatewayException refused) when (refused.Kind == ErrorKind.Conflict)
        {
            var asked = await poller.AskAsync(recorded, cancellationToken);
            // An earlier try, whose answer was lost, has done it.
            if (IsDone(action, asked.Job))
                return asked;
            throw asked.Job.HasEnded ? Ended(asked) : refused;
        }

        var kept = await poller.RecordAsync(recorded, seen, cancellationToken);
        return action == JobAction.Cancel && !kept.Job.HasEnded
            ? await jobs.TryReplaceAsync(kept, kept.PollSoon(clock.GetUtcNow()), cancellationToken) ?? kept
            : kept;
    }

    private static bool IsDone(JobAction action, JobSnapshot job) => action switch
    {
        JobAction.Cancel => job.Status is "cancelled" or "canceled",
        JobAction.Pause => job.Status == "paused",
        _ => !job.HasEnded && job.Status != "paused",
    };

    private static GatewayException Ended(TrainingJob job) => new(ErrorKind.Conflict, $"Job '{job.Job.Id}' has ended: {job.Job.Status}.");
}
