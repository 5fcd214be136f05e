using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Whether keys and secrets are right.</summary>
internal sealed class CheckCredentialsStep : IDemoStep
{
    public string Title => "Are keys and secrets right?";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(new JsonObject { ["event_name"] = "check_credentials" }, cancellationToken);
        Expect.That(answer["auth"] is JsonValue auth && auth.TryGetValue<bool>(out var granted) && granted, "\"auth\" should be true");
    }
}
