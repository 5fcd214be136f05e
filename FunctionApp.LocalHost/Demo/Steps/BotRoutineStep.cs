using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Creates a team of advisers that uses the trained model.</summary>
internal sealed class BotRoutineStep : IDemoStep
{
    private static readonly string[] Advisers = ["marketing", "finance", "rrhh", "strategy"];

    public string Title => "Create a team of four advisers";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var answer = await story.AskAsync(
            new JsonObject { ["event_name"] = "bot_routine", ["modelID"] = story.Model },
            cancellationToken);
        foreach (var name in Advisers)
        {
            Expect.That(answer[name] is JsonObject, $"\"{name}\" is missing");
            var adviser = (JsonObject)answer[name]!;
            Expect.Text(adviser, "bot_id");
            Expect.Text(adviser, "thread_id");
        }
    }
}
