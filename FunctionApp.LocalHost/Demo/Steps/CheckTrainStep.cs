using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Polls the fine-tuning job until it ends.</summary>
internal sealed class CheckTrainStep(TimeSpan limit) : IDemoStep
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Ended = ["succeeded", "failed", "cancelled", "canceled"];

    public string Title => "Poll the job until its model is ready";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var question = new JsonObject { ["event_name"] = "check_train", ["id"] = story.JobId };
        var answer = await story.AskAsync(question, cancellationToken);
        var watch = Stopwatch.StartNew();
        while (!Ended.Contains(Expect.Text(answer, "status")) || IsBeingDeployed(answer))
        {
            Expect.That(watch.Elapsed < limit, $"the model is not ready within {limit}");
            story.Screen.Progress(
                Fraction(answer, watch.Elapsed, story.Clock.GetUtcNow()),
                IsBeingDeployed(answer) ? "deploying" : Expect.Text(answer, "status"));
            await Task.Delay(PollInterval, cancellationToken);
            answer = await story.AskSilentlyAsync(question, cancellationToken);
        }

        story.Screen.Progress(1, Expect.Text(answer, "status"));
        story.Screen.EndProgress();
        answer = await story.AskAsync(question, cancellationToken);
        Expect.That(Expect.Text(answer, "status") == "succeeded", $"the job should succeed: {answer["error"]?.ToJsonString()}");
        Expect.That(Expect.Text(answer, "job_id") == story.JobId, "\"job_id\" should be the job's");
        Expect.That(Expect.UnixSeconds(answer, "estimated_finish") is null, "\"estimated_finish\" should be null for a job that has ended");
        story.Model = Expect.Text(answer, "model");
    }

    // If the gateway deploys models, the timer does so within minutes after the job has succeeded.
    private static bool IsBeingDeployed(JsonObject answer) =>
        answer["deployment"] is JsonObject deployment && Expect.Text(deployment, "state") is not ("Succeeded" or "Failed" or "Canceled");

    // The service's estimate is rough, so the status counts too.
    private static double Fraction(JsonObject answer, TimeSpan elapsed, DateTimeOffset now)
    {
        var byStatus = IsBeingDeployed(answer) ? 0.8 : Expect.Text(answer, "status") == "running" ? 0.5 : 0.1;
        var rest = Expect.UnixSeconds(answer, "estimated_finish") - now;
        var byTime = rest is { } left && left > TimeSpan.Zero ? elapsed / (elapsed + left) : 0;
        return Math.Min(0.99, Math.Max(byStatus, byTime));
    }
}
