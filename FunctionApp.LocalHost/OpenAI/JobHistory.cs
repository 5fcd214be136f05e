using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>What the services tell of a job's course, each as a list.</summary>
internal static class JobHistory
{
    /// <summary>The events, the newest first.</summary>
    public static JsonObject Events(JobSnapshot job, DateTimeOffset now, int limit)
    {
        var curve = new LossCurve(job);
        List<JsonObject> events = [Event(job, $"Created fine-tuning job: {job.Id}", job.Created, 0), Event(job, $"Validating training file: {job.TrainingFile}", job.Created, 1)];
        for (var step = 1; step <= job.StepsAt(now); step++)
        {
            var point = curve.At(step);
            var validation = point.ValidLoss is { } loss ? FormattableString.Invariant($", validation loss={loss:0.00}") : "";
            events.Add(Event(job, FormattableString.Invariant($"Step {step}/{LossCurve.Steps}: training loss={point.TrainLoss:0.00}{validation}"), job.TimeOf(step), step + 1));
        }

        if (job.HasEndedAt(now))
            events.Add(Event(job, $"The job has {job.StatusAt(now)}", job.Ended, LossCurve.Steps + 2));
        events.Reverse();
        return List(events, limit);
    }

    public static JsonObject Checkpoints(JobSnapshot job, DateTimeOffset now, int limit) => List(
        [.. (job.StatusAt(now) == JobSnapshot.Succeeded ? JobSnapshot.CheckpointSteps.Reverse() : []).Select(step => Checkpoint(job, step))], limit);

    private static JsonObject Event(JobSnapshot job, string message, DateTimeOffset at, int number) => new()
    {
        ["object"] = "fine_tuning.job.event",
        ["id"] = $"ftevent-{job.Id["ftjob-".Length..]}{number}",
        ["created_at"] = at.ToUnixTimeSeconds(),
        ["level"] = "info",
        ["message"] = message,
        ["type"] = message.StartsWith("Step ", StringComparison.Ordinal) ? "metrics" : "message",
    };

    private static JsonObject Checkpoint(JobSnapshot job, int step)
    {
        var point = new LossCurve(job).At(step);
        return new()
        {
            ["object"] = "fine_tuning.job.checkpoint",
            ["id"] = $"ftckpt-{job.Id["ftjob-".Length..]}{step}",
            ["created_at"] = job.Ended.ToUnixTimeSeconds(),
            ["fine_tuned_model_checkpoint"] = job.CheckpointAt(step),
            ["fine_tuning_job_id"] = job.Id,
            ["step_number"] = step,
            ["metrics"] = new JsonObject
            {
                ["step"] = step,
                ["train_loss"] = point.TrainLoss,
                ["train_mean_token_accuracy"] = point.TrainAccuracy,
                ["valid_loss"] = point.ValidLoss,
                ["valid_mean_token_accuracy"] = point.ValidAccuracy,
            },
        };
    }

    private static JsonObject List(List<JsonObject> items, int limit) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items.Take(limit)]),
        ["has_more"] = items.Count > limit,
    };
}
