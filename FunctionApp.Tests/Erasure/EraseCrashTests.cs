using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.Erasure;

/// <summary>An erasure that is cut off at any write goes on in the next tick. Each time nothing of the client is left, and its neighbour's rows are as they were.</summary>
[Long]
public sealed class EraseCrashTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(7);

    private static readonly int Step = Thoroughness.IsWanted ? 1 : 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_write_a_crash_comes_at_the_timer_completes_it(bool isAnswerLost)
    {
        if (!isAnswerLost)
            Thoroughness.Require("It repeats the erasure for each of its writes; every run loses the answers instead of the writes.");
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await EraseTests.OwnMuchAsync(gateway, "default");
        await gateway.TickAfterAsync(Quiet);
        var neighbour = await NeighbourAsync(gateway);

        var crashes = 0;
        for (var hasCrashed = true; hasCrashed; crashes += Step)
        {
            await OwnSomeAsync(gateway);
            var writes = 0;
            gateway.Tables.Decide = request =>
            {
                if (writes > crashes)
                    return Fate.Refused;
                if (!TableFaults.Writes(request) || writes++ < crashes)
                    return Fate.Served;
                return isAnswerLost ? Fate.AnswerLost : Fate.Refused;
            };
            await EraseTests.EraseAsync(gateway, Gateway.Acme);
            await TryTickAsync(gateway, TimeSpan.Zero);
            await TryTickAsync(gateway, Quiet);
            gateway.Tables.Decide = _ => Fate.Served;
            hasCrashed = writes > crashes;

            var done = await CompleteAsync(gateway);

            Assert.True(done["status"] == "done", $"After a crash at write {crashes + 1}: {done.Text}");
            var after = await EraseTests.RowsAsync(gateway);
            Assert.Equal(["erasures/done/acme"], after.Where(row => EraseTests.Holds(row, [Gateway.Acme])).Select(row => row.Key).Where(IsNotOwed));
            Assert.Equal(neighbour, await NeighbourAsync(gateway));
        }

        // Of the record, each table, and the end.
        Assert.True(crashes > 12, $"{crashes} writes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{crashes} writes.");
    }

    [Theory]
    [InlineData(true, 200, "skipped")]
    [InlineData(false, 404, null)]
    public async Task A_run_under_way_ends_as_skipped_and_neither_it_nor_a_message_brings_anything_back(bool isRun, int status, string? outcome)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var answering = isRun ? gateway.ActAsync("run", routine) : gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "Hola");
        await held.Arrived;
        await EraseTests.EraseAsync(gateway, "default");
        held.Release();
        var answer = await answering;
        var done = await CompleteAsync(gateway, "default");

        Assert.Equal((status, outcome), (answer.Status, answer["outcome"]));
        Assert.Contains("There is no thread", answer.Text, StringComparison.Ordinal);
        Assert.Equal("done", done["status"]);
        Assert.Equal(["erasures/done/default"], (await EraseTests.RowsAsync(gateway)).Select(row => row.Key).Where(IsNotOwed));
    }

    [Fact]
    public async Task What_the_model_service_does_not_let_go_is_told_and_tried_again_while_all_else_goes()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.TrainAsync();
        gateway.Models.Faults.Next("cancel-job", BotGateway.LocalHost.OpenAI.Simulation.Fault.Status(500), times: 100);

        await EraseTests.EraseAsync(gateway, "default");
        var stuck = await EraseTests.EraseAsync(gateway, "default");
        gateway.Models.Faults.Clear();
        var done = await CompleteAsync(gateway, "default");

        Assert.Equal("""["jobs"]""", stuck.Json.GetProperty("left").GetRawText());
        Assert.Contains("model service", stuck["problem"]!, StringComparison.Ordinal);
        Assert.Equal(1, stuck.Json.GetProperty("deleted").GetProperty("bots").GetInt32());
        Assert.Equal(("done", 1), (done["status"], done.Json.GetProperty("deleted").GetProperty("jobs").GetInt32()));
    }

    // What has been used is owed.
    private static bool IsNotOwed(string key) => !key.StartsWith("usage/", StringComparison.Ordinal);

    // A bot with a thread and a turn, a routine with a run, a deleted one with a run, a kept response, and a job.
    private static async Task OwnSomeAsync(Gateway gateway)
    {
        var talk = await gateway.NewBotAsync(client: Gateway.Acme);
        var ids = $"\"botID\":\"{talk.BotId}\",\"threadID\":\"{talk.ThreadId}\"";
        for (var i = 0; i < 2; i++)
        {
            var routine = (await gateway.CallAsync($$"""{"event_name":"bot_routine","schedule":"0 8 1 1 *","message":"m",{{ids}},"idempotency_key":"k{{i}}"}""", Gateway.Acme))["routine_id"]!;
            Assert.Equal(200, (await gateway.ActAsync("run", routine, Gateway.Acme)).Status);
            if (i == 0)
                await gateway.ActAsync("delete", routine, Gateway.Acme);
        }

        await gateway.TrainAsync([], Gateway.Acme);
    }

    private static async Task TryTickAsync(Gateway gateway, TimeSpan time)
    {
        gateway.Clock.Advance(time);
        // As after a crash: whatever it fails with, the next one goes on.
        await Record.ExceptionAsync(() => gateway.TickAsync(Cancellation));
    }

    private static async Task<Answer> CompleteAsync(Gateway gateway, string client = Gateway.Acme)
    {
        // A client whose first request did not get as far as its record asks again, as it must.
        var answer = await EraseTests.EraseAsync(gateway, client);
        for (var i = 0; i < 5 && answer["status"] != "done"; i++)
        {
            await gateway.TickAfterAsync(i == 0 ? Minute : Quiet);
            answer = await EraseTests.EraseAsync(gateway, client);
        }

        return answer;
    }

    private static async Task<IEnumerable<KeyValuePair<string, string>>> NeighbourAsync(Gateway gateway) =>
        (await EraseTests.RowsAsync(gateway)).Where(row => EraseTests.Holds(row, ["default"]));
}
