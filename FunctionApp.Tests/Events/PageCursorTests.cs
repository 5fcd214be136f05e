using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.Tests.Events;

/// <summary>The cursors of every event that answers in pages.</summary>
public sealed class PageCursorTests(TableService tables)
{
    [Fact]
    public async Task A_cursor_is_good_as_it_was_given_for_its_list_and_its_client_only()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var other = await gateway.NewBotAsync();
        foreach (var talk in new[] { new Talk(gateway.Bot, gateway.Thread), other, new Talk(other.BotId, gateway.Thread) })
            Assert.Equal(200, (await gateway.SendAsync(talk, "Hola")).Status);
        foreach (var job in new[] { "ftjob-1", "ftjob-2" })
        {
            await gateway.AddAsync(job);
            await gateway.ScheduleAsync();
        }

        (string Event, string Fields)[] lists =
        [
            ("list_bots", ""), ("list_threads", ""), ("list_threads", $"\"botID\":\"{other.BotId}\","), ("get_thread", $"\"threadID\":\"{gateway.Thread}\","),
            ("list_jobs", ""), ("list_models", ""), ("bot_routine", "\"action\":\"list\","), ("usage", "\"by\":\"bot\","),
        ];
        Assert.Equal(Paged(gateway), lists.Select(list => list.Event).Distinct().Order());
        var cursors = new List<string>();
        foreach (var (name, fields) in lists)
        {
            var first = await gateway.CallAsync(Body(name, fields, ""));
            Assert.True(first["next"] is not null, $"{name}: {first.Text}");
            cursors.Add(first["next"]!);
        }

        foreach (var ((name, fields), own) in lists.Zip(cursors))
        {
            Assert.Equal(200, (await gateway.CallAsync(Body(name, fields, own))).Status);
            foreach (var wrong in Changed(own).Concat(cursors.Where(cursor => cursor != own)))
                (await gateway.CallAsync(Body(name, fields, wrong))).AssertBadRequest("next");
            // What the list is of does not exist for another client.
            if (!fields.Contains("ID", StringComparison.Ordinal))
                (await gateway.CallAsync(Body(name, fields, own), Gateway.Acme)).AssertBadRequest("next");
        }
    }

    private static IEnumerable<string> Paged(Gateway gateway)
    {
        var requests = typeof(IEventRequest).Assembly.GetTypes().Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) && type.GetProperty("Next") is not null);
        return requests.Select(type => gateway.Service<IEnumerable<Event>>().Single(each => each.RequestType.IsAssignableFrom(type)).Name).Order();
    }

    private static string Body(string name, string fields, string next) =>
        $$"""{"event_name":"{{name}}",{{fields}}"limit":1{{(next.Length == 0 ? "" : $",\"next\":\"{next}\"")}}}""";

    private static IEnumerable<string> Changed(string cursor)
    {
        foreach (var i in new[] { 0, cursor.Length / 2, cursor.Length - 2 })
            yield return cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
        yield return cursor[..^1];
        yield return cursor + "AAAA";
    }
}
