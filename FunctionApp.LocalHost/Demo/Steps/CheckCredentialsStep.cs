using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

internal sealed class CheckCredentialsStep : IDemoStep
{
    public string Title => "Check the client's credentials";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(new JsonObject { ["event_name"] = "check_credentials" }, cancellationToken);
        Expect.That(answer["auth"] is JsonValue auth && auth.TryGetValue<bool>(out var granted) && granted, "\"auth\" should be true");
    }
}
