using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Shows how the training went: the loss after the first step and after the last.</summary>
internal sealed class TrainingCourseStep : IDemoStep
{
    public string Title => "How did the training go?";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject { ["event_name"] = "check_train", ["id"] = story.JobId, ["details"] = true }, cancellationToken);
        Expect.That(answer["events"] is JsonArray { Count: > 0 }, "\"events\" should tell of the job's course");
        Expect.That(answer["metrics"] is JsonArray { Count: > 1 }, "\"metrics\" should have the job's steps");
        var (first, last) = (answer["metrics"]![0]!, answer["metrics"]!.AsArray()[^1]!);
        Expect.That(
            (double)first["training_loss"]! > (double)last["training_loss"]!,
            $"the loss should fall: {first.ToJsonString()}, {last.ToJsonString()}");
    }
}
