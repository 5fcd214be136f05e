using System.Text.Json;
using BotGateway.Events;
using BotGateway.Tests.Fuzzing;

namespace BotGateway.Tests.Events;

public sealed class EventOutageTests(TableService tables)
{
    // They use no table, and of erase the body is refused before it does.
    private static readonly Dictionary<string, int> Others = new() { ["check_credentials"] = 200, ["add_examples"] = 200, ["erase"] = 400 };

    [Fact]
    public async Task Without_the_Table_service_every_event_is_a_503_and_afterwards_works_as_before()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithModelClock(TimeSpan.FromMilliseconds(500))
            .WithSetting("Auth:Replay", "memory").StartAsync();
        // One id has a form that no table is asked for.
        var bodies = (await ValidBodies.MakeAsync(body => gateway.CallAsync(body))).Where(body => !body.Contains("routine_0", StringComparison.Ordinal)).ToList();
        var (uploads, chats) = (gateway.Models.Calls.Count("upload"), gateway.Models.Calls.Count("chat"));
        gateway.Tables.Decide = _ => Fate.Refused;

        var tried = new HashSet<string>();
        foreach (var body in bodies)
        {
            var answer = await gateway.CallAsync(body);
            var name = NameOf(gateway, body);
            var isTeam = answer["message"] == "None of the advisers could be created: The Table service is unavailable.";
            Assert.True(answer.Status == (isTeam ? 500 : Others.GetValueOrDefault(name, 503)), $"{body}: {answer.Text}");
            tried.Add(name);
        }

        Assert.Equal(gateway.Service<IEnumerable<Event>>().Select(each => each.Name).Order(), tried.Order());
        Assert.Equal((uploads, chats), (gateway.Models.Calls.Count("upload"), gateway.Models.Calls.Count("chat")));
        // Whether the client is being erased is known for a while, and then to be read again.
        gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(503, (await gateway.CallAsync(bodies.First(body => NameOf(gateway, body) == "add_examples"))).Status);
        gateway.Tables.Decide = _ => Fate.Served;
        foreach (var body in bodies.Where(body => NameOf(gateway, body) != "erase"))
        {
            var answer = await gateway.CallAsync(body);
            Assert.True(answer.Status == 200, $"{body}: {answer.Text}");
        }
    }

    private static string NameOf(Gateway gateway, string body)
    {
        var json = JsonElement.Parse(body);
        var name = (json.TryGetProperty("event_name", out var field) ? field : json.GetProperty("event")).GetString()!;
        return gateway.Service<IEnumerable<Event>>().Single(each => each.Name == name || each.Aliases.Contains(name)).Name;
    }
}
