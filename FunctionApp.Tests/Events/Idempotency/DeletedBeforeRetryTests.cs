using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Tests.Events.Idempotency;

/// <summary>A process crashed before it kept its answer, and the client deletes what it finds: its retry, which cannot know, brings nothing back.</summary>
public sealed class DeletedBeforeRetryTests(TableService tables)
{
    private readonly string _connection = tables.NewConnectionString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new_bot")]
    [InlineData("new_thread")]
    [InlineData("routine")]
    [InlineData("team with routines")]
    public async Task What_was_deleted_before_a_retry_does_not_come_back(string kind)
    {
        await using var gateway = await new GatewayBuilder(tables).WithTables(_connection).WithClock().WithBot().StartAsync();
        var before = await CountAsync(gateway);
        var body = KeyedRequests.Of(kind, gateway.Bot, gateway.Thread, "k");
        gateway.Tables.Decide = request => TableFaults.Writes(request, "idempotency") && request.Contains("\"Response\"", StringComparison.Ordinal) ? Fate.Vanished : Fate.Served;
        var first = await gateway.CallAsync(body);
        gateway.Tables.Decide = _ => Fate.Served;
        await DeleteAllAsync(gateway);
        var deleted = await CountAsync(gateway);

        gateway.Clock.Advance(TimeSpan.FromHours(20));
        var again = await gateway.CallAsync(body);

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(before, deleted);
        Assert.Equal(before, await CountAsync(gateway));
        await gateway.TickAfterAsync(TimeSpan.FromHours(6));
        var remembered = gateway.Service<TableServiceClient>().GetTableClient("deletions");
        await remembered.CreateIfNotExistsAsync(Cancellation);
        Assert.Empty(await remembered.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task What_no_retry_can_create_any_more_is_not_remembered()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        gateway.Clock.Advance(TimeSpan.FromHours(26));

        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_bot", botID = gateway.Bot })).Status);

        Assert.False(await gateway.Service<DeletedIds>().ContainsAsync("default", gateway.Bot, Cancellation));
    }

    private static async Task DeleteAllAsync(Gateway gateway)
    {
        foreach (var routine in await KeysAsync(gateway, "routines", "routine_default:"))
            Assert.Equal(200, (await gateway.ActAsync("delete", routine)).Status);
        foreach (var bot in (await KeysAsync(gateway, "bots", "")).Where(bot => bot != gateway.Bot))
            Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_bot", botID = bot })).Status);
        foreach (var thread in (await gateway.CallAsync(new { event_name = "list_threads" })).Json.GetProperty("threads").EnumerateArray().Select(each => each.GetProperty("thread_id").GetString()!))
        {
            if (thread != gateway.Thread)
                Assert.Equal(200, (await gateway.CallAsync(new { event_name = "delete_thread", threadID = thread })).Status);
        }
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(Gateway gateway, string table, string prefix) =>
    [
        .. (await gateway.Service<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.RowKey[prefix.Length..]),
    ];

    private Task<int[]> CountAsync(Gateway gateway) => KeyedRequests.CountAsync(_connection, gateway.DataDirectory);
}
