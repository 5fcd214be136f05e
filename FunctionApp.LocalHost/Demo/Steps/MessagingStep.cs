using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Sends a message to the bot.</summary>
internal sealed class MessagingStep(string title, string message) : IDemoStep
{
    public string Title => title;

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject
            {
                ["event_name"] = "messaging",
                ["threadID"] = story.ThreadId,
                ["botID"] = story.BotId,
                ["message"] = message,
            },
            cancellationToken);
        Expect.Text(answer, "message");
    }
}
