using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Lists the models that the client can use: the base models and the one that it has trained.</summary>
internal sealed class ListModelsStep : IDemoStep
{
    public string Title => "Which models are there?";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(new JsonObject { ["event_name"] = "list_models" }, cancellationToken);
        var models = answer["models"] as JsonArray ?? [];
        Expect.That(
            models.Any(model => (string?)model?["job_id"] == story.JobId && (string?)model["kind"] == "trained"), "the trained model should be among them");
    }
}
