using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Lists the bots, and changes one unless it has changed since.</summary>
internal sealed class UpdateBotStep : IDemoStep
{
    public string Title => "What is there can be seen and changed";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var list = await story.AskAsync(new JsonObject { ["event_name"] = "list_bots", ["limit"] = 10 }, cancellationToken);
        var bot = (list["bots"] as JsonArray)?.OfType<JsonObject>().SingleOrDefault(each => (string?)each["bot_id"] == story.BotId);
        Expect.That(bot is not null, "\"bots\" should have the bot");
        var version = (int)bot!["version"]!;
        var updated = await story.AskAsync(
            new JsonObject
            {
                ["event_name"] = "update_bot",
                ["botID"] = story.BotId,
                ["instructions"] = "Cuentas chistes largos.",
                ["version"] = version,
            },
            cancellationToken);
        Expect.That((int?)updated["version"] == version + 1, "\"version\" should be one higher");
    }
}
