namespace BotGateway.Tests.Events.Idempotency;

/// <summary>A process crashes at any of its writes: what the next request under the key finds, it does not create again.</summary>
public sealed class IdempotencyCrashTests(TableService tables)
{
    // Longer than all leases, and than the model service may take to create a job.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    private readonly string _connection = tables.NewConnectionString();

    public static TheoryData<string, bool> Kinds => [.. KeyedRequests.Kinds.SelectMany(kind => new (string, bool)[] { (kind, false), (kind, true) })];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whichever_write_a_crash_comes_at_a_retry_creates_what_is_missing_and_no_more(string kind, bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require("It repeats the request for each of its writes; every run loses the answers instead of the writes.");
        if (kind == "team")
            Thoroughness.Require("It repeats the request for each of its writes; a team with routines, which has those and more, is tested in every run.");
        await using var gateway = await new GatewayBuilder(tables).WithTables(_connection).WithClock().WithModelClock(TimeSpan.FromSeconds(1)).WithBot().StartAsync();
        var expected = await CountAsync(gateway);

        var crashes = 0;
        while (true)
        {
            var body = KeyedRequests.Of(kind, gateway.Bot, gateway.Thread, $"k{crashes}");
            var writes = 0;
            gateway.Tables.Decide = request =>
            {
                if (writes > crashes)
                    return Fate.Refused;
                if (!TableFaults.Writes(request) || writes++ < crashes)
                    return Fate.Served;
                return isAnswerLost ? Fate.AnswerLost : Fate.Refused;
            };
            await gateway.CallAsync(body);
            gateway.Tables.Decide = _ => Fate.Served;
            gateway.Clock.Advance(Later);

            var again = await gateway.CallAsync(body);

            Assert.True(again.Status == 200, $"After a crash at write {crashes + 1}: {again.Text}");
            Assert.Equal(again.Text, (await gateway.CallAsync(body)).Text);
            expected = KeyedRequests.Sum(expected, KeyedRequests.CreatedBy(kind));
            Assert.Equal(expected, await CountAsync(gateway));
            if (writes <= crashes)
                break;
            crashes++;
        }

        // The claim, what is created, the answer.
        Assert.InRange(crashes, 3, 50);
    }

    private Task<int[]> CountAsync(Gateway gateway) => KeyedRequests.CountAsync(_connection, gateway.DataDirectory);
}
