using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Says something to the bot in its thread.</summary>
/// <param name="title">What it shows.</param>
/// <param name="message">What is said.</param>
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
