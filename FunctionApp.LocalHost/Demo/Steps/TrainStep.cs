using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Starts a fine-tuning job with the jokes in chistero.jsonl.</summary>
internal sealed class TrainStep : IDemoStep
{
    public string Title => "Train a model that tells jokes, with 12 examples";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject { ["event_name"] = "train", ["jsonl"] = await ReadExamplesAsync(cancellationToken), ["suffix"] = "chistero" },
            cancellationToken);
        story.JobId = Expect.Text(answer, "job_id");
        Expect.Text(answer, "file_id");
        Expect.Text(answer, "status");
        Expect.UnixSeconds(answer, "estimated_finish");
    }

    internal static async Task<JsonArray> ReadExamplesAsync(CancellationToken cancellationToken)
    {
        using var content = new StreamReader(typeof(TrainStep).Assembly.GetManifestResourceStream("Demo/chistero.jsonl")!);
        var examples = new JsonArray();
        while (await content.ReadLineAsync(cancellationToken) is { } line)
            examples.Add(JsonNode.Parse(line));
        return examples;
    }
}
