using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Webhooks;

namespace BotGateway.FineTuning;

/// <summary>What a job's change tells its client.</summary>
internal static class JobEvents
{
    /// <param name="before">Null for a job that is recorded for the first time.</param>
    public static IEnumerable<WebhookEvent> Of(TrainingJob? before, TrainingJob after)
    {
        var job = after.Job;
        if (job.HasEnded && before?.Job.Status != job.Status)
        {
            var data = new JobWebhook { JobId = job.Id, JobStatus = job.Status, FineTunedModel = job.Model, ErrorCode = job.Error?.Code.Shorten(ShortText.Word) };
            yield return new WebhookEvent(TypeOf(job.Status), job.Id, data);
        }

        // A deployment that was removed and made again is told again, once for each version of the job that it was missing from.
        if (after.UsableModel is { } model && before?.UsableModel is null)
            yield return new WebhookEvent(WebhookTypes.ModelReady, $"{job.Id} {before?.Version}", new ModelWebhook { Model = model, JobId = job.Id });
    }

    private static string TypeOf(string status) => status switch
    {
        JobSnapshot.Succeeded => WebhookTypes.JobSucceeded,
        "cancelled" or "canceled" => WebhookTypes.JobCancelled,
        _ => WebhookTypes.JobFailed,
    };
}
