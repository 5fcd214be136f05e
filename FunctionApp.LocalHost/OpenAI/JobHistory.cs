using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>What the services tell of a job's course, each as a list.</summary>
internal static class JobHistory
{
    public static JsonObject Events(JobSnapshot job, DateTimeOffset now)
    {
        List<JsonObject> events = [Event(job, "Created fine-tuning job: " + job.Id, job.Created)];
        if (job.HasEndedAt(now))
            events.Insert(0, Event(job, $"The job has {job.StatusAt(now)}", job.Ended));
        return List(events);
    }

    public static JsonObject Checkpoints(JobSnapshot job, DateTimeOffset now) =>
        List(job.StatusAt(now) == JobSnapshot.Succeeded ? JobSnapshot.CheckpointSteps.Reverse().Select(step => Checkpoint(job, step)) : []);

    private static JsonObject Event(JobSnapshot job, string message, DateTimeOffset at) => new()
    {
        ["object"] = "fine_tuning.job.event",
        ["id"] = $"ftevent-{job.Id["ftjob-".Length..]}{at.ToUnixTimeSeconds()}",
        ["created_at"] = at.ToUnixTimeSeconds(),
        ["level"] = "info",
        ["message"] = message,
        ["type"] = "message",
    };

    private static JsonObject Checkpoint(JobSnapshot job, int step) => new()
    {
        ["object"] = "fine_tuning.job.checkpoint",
        ["id"] = $"ftckpt-{job.Id["ftjob-".Length..]}{step}",
        ["created_at"] = job.Ended.ToUnixTimeSeconds(),
        ["fine_tuned_model_checkpoint"] = job.CheckpointAt(step),
        ["fine_tuning_job_id"] = job.Id,
        ["step_number"] = step,
        ["metrics"] = new JsonObject { ["step"] = step },
    };

    private static JsonObject List(IEnumerable<JsonObject> items) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
        ["has_more"] = false,
    };
}
