using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Creates a bot that uses the trained model.</summary>
internal sealed class NewBotStep : IDemoStep
{
    public string Title => "Create a bot that uses the trained model";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject
            {
                ["event_name"] = "new_bot",
                ["name"] = "Chistero",
                ["instructions"] = "Eres Chistero, un chatbot experto en contar chistes cortos y divertidos.",
                ["modelID"] = story.Model,
            },
            cancellationToken);
        story.BotId = Expect.Text(answer, "bot_id");
        story.ThreadId = Expect.Text(answer, "thread_id");
    }
}
