using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Shows what the client has used so far: messages and routines by bot.</summary>
internal sealed class UsageStep : IDemoStep
{
    public string Title => "What has been used so far?";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(new JsonObject { ["event_name"] = "usage", ["by"] = "bot" }, cancellationToken);
        var bots = answer["items"] as JsonArray ?? [];
        Expect.That(
            bots.Any(bot => (string?)bot?["bot_id"] == story.BotId && (long?)bot["prompt_tokens"] > 0 && (long?)bot["completion_tokens"] > 0),
            "the tokens of the bot's answers should be among them");
    }
}
