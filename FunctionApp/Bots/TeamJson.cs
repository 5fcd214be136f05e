using System.Text.Json.Nodes;

namespace BotGateway.Bots;

/// <summary>A team in the shape that answers have.</summary>
public static class TeamJson
{
    /// <summary>Shapes a team.</summary>
    /// <param name="members">What became of each adviser.</param>
    /// <returns>An object per adviser: its ids, or its error.</returns>
    public static JsonObject Of(IEnumerable<(Adviser Adviser, TeamMember Member)> members)
    {
        var json = new JsonObject();
        foreach (var (adviser, member) in members)
        {
            json[adviser.Key] = member.Error is null
                ? new JsonObject { ["bot_id"] = member.BotId, ["thread_id"] = member.ThreadId }
                : new JsonObject { ["error"] = member.Error };
        }

        return json;
    }
}
