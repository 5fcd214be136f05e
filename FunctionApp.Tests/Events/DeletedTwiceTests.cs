using BotGateway.Events;
using BotGateway.Tests.Isolation;

namespace BotGateway.Tests.Events;

public sealed class DeletedTwiceTests(TableService tables)
{
    [Fact]
    public async Task Whatever_is_deleted_does_not_exist_any_more_for_any_event_that_deletes()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var mine = await Belongings.MakeAsync(gateway, "default", "Mine");
        var spare = await gateway.NewBotAsync();
        (string Event, string Fields, string Id)[] deletions =
        [
            ("bot_routine", "\"action\":\"delete\",\"routine_id\"", mine.Routine), ("delete_thread", "\"threadID\"", mine.Thread),
            ("delete_thread", "\"threadID\"", Belongings.LegacyThreadOf("default")), ("delete_bot", "\"botID\"", spare.BotId),
            ("delete_bot", "\"botID\"", Belongings.LegacyBotOf("default")), ("delete_file", "\"file_id\"", mine.File), ("delete_model", "\"model\"", mine.Model),
        ];
        Assert.Equal(
            gateway.Service<IEnumerable<Event>>().Select(each => each.Name).Where(name => name.StartsWith("delete_", StringComparison.Ordinal)).Order(),
            deletions.Skip(1).Select(deletion => deletion.Event).Distinct().Order());

        foreach (var (name, fields, id) in deletions)
        {
            var body = $$"""{"event_name":"{{name}}",{{fields}}:"{{id}}"}""";
            var first = await gateway.CallAsync(body);
            Assert.True(first.Status == 200, $"{body}: {first.Text}");

            (await gateway.CallAsync(body)).AssertProblem(404, $"'{id}'.");
        }
    }
}
