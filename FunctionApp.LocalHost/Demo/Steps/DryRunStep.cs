using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Asks how many tokens a training would take, before it is paid for.</summary>
internal sealed class DryRunStep : IDemoStep
{
    public string Title => "Check the examples and count their tokens, without training";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject { ["event_name"] = "train", ["jsonl"] = await TrainStep.ReadExamplesAsync(cancellationToken), ["dry_run"] = true },
            cancellationToken);
        Expect.That((long?)answer["trained_tokens"] > 0, "a number of tokens above 0 was expected");
    }
}
