using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Reads the conversation, and deletes it with the bot and its routine.</summary>
internal sealed class DeleteStep : IDemoStep
{
    public string Title => "And deleted: the conversation, and the bot with its routine";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var thread = await story.AskAsync(new JsonObject { ["event_name"] = "get_thread", ["threadID"] = story.ThreadId, ["limit"] = 1 }, cancellationToken);
        Expect.That(thread["turns"] is JsonArray { Count: 1 }, "\"turns\" should hold the newest turn");
        await story.AskAsync(new JsonObject { ["event_name"] = "delete_thread", ["threadID"] = story.ThreadId }, cancellationToken);
        var deleted = await story.AskAsync(new JsonObject { ["event_name"] = "delete_bot", ["botID"] = story.BotId }, cancellationToken);
        Expect.That(deleted["routine_ids"] is JsonArray { Count: 1 }, "\"routine_ids\" should name the bot's routine");
    }
}
