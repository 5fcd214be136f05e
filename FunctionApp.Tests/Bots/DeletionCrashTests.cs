using Azure.Data.Tables;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.Bots;

/// <summary>A process crashes at any write of a deletion: what is deleted is either there with all that belongs to it, or gone with all of it once the timer has been there.</summary>
public sealed class DeletionCrashTests(TableService tables)
{
    private const string TooLong = "It repeats the deletion for each of its writes; every run loses the answers instead of the writes.";

    private static readonly TimeSpan Later = TimeSpan.FromMinutes(7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bot_with_its_routines_and_its_list_of_threads(bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require(TooLong);
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();

        var crashes = await CrashAtEachWriteAsync(gateway, isAnswerLost, talk => new { event_name = "delete_bot", botID = talk.BotId }, async (talk, routine) =>
        {
            var isThere = (await gateway.CallAsync(new { event_name = "get_bot", botID = talk.BotId })).Status == 200;
            Assert.Equal(isThere ? 200 : 404, (await gateway.ActAsync("get", routine)).Status);
            Assert.Equal(isThere, (await KeysAsync(gateway, "threadlists")).Any(key => key.Contains(talk.BotId, StringComparison.Ordinal)));
            Assert.Equal(200, (await gateway.CallAsync(new { event_name = "get_thread", threadID = talk.ThreadId })).Status);
            return isThere;
        });

        // What is pending, that it is gone, the bot, its routine, its list.
        Assert.Equal(5, crashes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thread_with_its_turns_and_its_entries_in_lists(bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require(TooLong);
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();

        var crashes = await CrashAtEachWriteAsync(gateway, isAnswerLost, talk => new { event_name = "delete_thread", threadID = talk.ThreadId }, async (talk, _) =>
        {
            var isThere = (await gateway.CallAsync(new { event_name = "get_thread", threadID = talk.ThreadId })).Status == 200;
            Assert.Equal(isThere, (await KeysAsync(gateway, "threads")).Any(key => key.Contains(talk.ThreadId, StringComparison.Ordinal)));
            Assert.Equal(isThere, (await gateway.CallAsync(new { event_name = "list_threads" })).Text.Contains(talk.ThreadId, StringComparison.Ordinal));
            return isThere;
        });

        // What is pending, that it is gone, the header, what was used, the entries, the turns.
        Assert.Equal(6, crashes);
    }

    /// <param name="check">Tells whether it is still there, whole.</param>
    private static async Task<int> CrashAtEachWriteAsync(Gateway gateway, bool isAnswerLost, Func<Talk, object> body, Func<Talk, string, Task<bool>> check)
    {
        for (var crashes = 0; ; crashes++)
        {
            var talk = await gateway.NewBotAsync();
            await gateway.SendAsync(talk, "Hola");
            var routine = (await gateway.CallAsync(
                new { event_name = "bot_routine", schedule = "0 8 1 1 *", botID = talk.BotId, threadID = talk.ThreadId, message = "m" }))["routine_id"]!;
            var deleted = await CrashAsync(gateway, body(talk), crashes, isAnswerLost);
            await gateway.TickAfterAsync(Later);

            var isThere = await check(talk, routine);
            var again = await gateway.CallAsync(body(talk));
            await gateway.TickAfterAsync(Later);

            // Also for a client that sends it again since the answer was lost.
            Assert.Equal(isThere ? 200 : 404, again.Status);
            Assert.False(await check(talk, routine));
            if (deleted.Status == 200)
                return crashes;
        }
    }

    private static async Task<Answer> CrashAsync(Gateway gateway, object body, int at, bool isAnswerLost)
    {
        var writes = 0;
        gateway.Tables.Decide = request =>
        {
            if (writes > at)
                return Fate.Refused;
            if (!TableFaults.Writes(request) || request.Contains("/usedtokens", StringComparison.Ordinal) || writes++ < at)
                return Fate.Served;
            return isAnswerLost ? Fate.AnswerLost : Fate.Refused;
        };
        var answer = await gateway.CallAsync(body);
        gateway.Tables.Decide = _ => Fate.Served;
        return answer;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(Gateway gateway, string table) => await gateway.Service<TableServiceClient>().GetTableClient(table)
        .QueryAsync<TableEntity>(cancellationToken: Cancellation).Select(row => $"{row.PartitionKey}/{row.RowKey}").ToListAsync(Cancellation);
}
