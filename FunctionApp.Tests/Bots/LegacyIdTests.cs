namespace BotGateway.Tests.Bots;

/// <summary>A program with ids of the old service goes on with them, once its operator has made its bots anew.</summary>
public sealed class LegacyIdTests(TableService tables, SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static readonly string[] Written = ["bots", "threadlists"];

    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task Every_event_takes_the_old_ids_in_place_of_the_new_ones()
    {
        var made = await NewBotAsync("asst_abc-1");
        var thread = await NewThreadAsync("thread_abc123");
        var ids = new { botID = "asst_abc-1", threadID = "thread_abc123" };

        var message = await _gateway.CallAsync(new { event_name = "messaging", ids.botID, ids.threadID, message = "¡Hola!" });
        var routine = await _gateway.CallAsync(new { event_name = "bot_routine", schedule = "0 8 * * *", ids.botID, ids.threadID, message = "¡Hola!" });
        var bot = await _gateway.CallAsync(new { event_name = "get_bot", ids.botID });
        var updated = await _gateway.CallAsync(new { event_name = "update_bot", ids.botID, name = "Otro" });
        var threads = await _gateway.CallAsync(new { event_name = "list_threads", ids.botID });
        var turns = await _gateway.CallAsync(new { event_name = "get_thread", ids.threadID });
        var gone = await _gateway.CallAsync(new { event_name = "delete_thread", ids.threadID });
        var deleted = await _gateway.CallAsync(new { event_name = "delete_bot", ids.botID });

        Assert.Equal((200, "thread_abc123"), (message.Status, message["thread_id"]));
        Assert.Equal((made["bot_id"], "asst_abc-1"), (bot["bot_id"], bot["legacy_id"]));
        Assert.Equal(made["bot_id"], updated["bot_id"]);
        Assert.Contains($"\"{thread["thread_id"]}\"", threads.Text);
        Assert.Equal((thread["thread_id"], "thread_abc123", 1), (turns["thread_id"], turns["legacy_id"], turns.Json.GetProperty("turns").GetArrayLength()));
        Assert.Equal(thread["thread_id"], gone["thread_id"]);
        Assert.Equal([routine["routine_id"]], deleted.Json.GetProperty("routine_ids").EnumerateArray().Select(id => id.GetString()));
        // And may be given again.
        Assert.Equal(200, (await NewBotAsync("asst_abc-1")).Status);
        Assert.Equal(200, (await NewThreadAsync("thread_abc123")).Status);
    }

    [Fact]
    public async Task It_is_given_once_for_each_client_and_the_second_is_a_409()
    {
        await NewBotAsync("asst_twice");
        await NewThreadAsync("thread_twice");

        (await NewBotAsync("asst_twice")).AssertProblem(409, "'legacy_id'");
        (await NewThreadAsync("thread_twice")).AssertProblem(409, "'legacy_id'");
        Assert.Equal(200, (await NewBotAsync("asst_twice", Gateway.Acme)).Status);
        Assert.Equal(200, (await NewThreadAsync("thread_twice", Gateway.Acme)).Status);
    }

    [Fact]
    public async Task Of_several_at_once_one_wins()
    {
        var bots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NewBotAsync("asst_race")));
        var threads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NewThreadAsync("thread_race")));

        Assert.Equal([200, 409, 409, 409], bots.Select(answer => answer.Status).Order());
        Assert.Equal([200, 409, 409, 409], threads.Select(answer => answer.Status).Order());
        var winner = threads.Single(answer => answer.Status == 200)["thread_id"];
        Assert.Equal(winner, (await _gateway.CallAsync(new { event_name = "get_thread", threadID = "thread_race" }))["thread_id"]);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_finds_its_own_row_when_it_is_tried_again()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var lost = new HashSet<string>();
        gateway.Tables.Decide = request => Written.FirstOrDefault(table => TableFaults.Writes(request, table)) is { } table && lost.Add(table)
            ? Fate.AnswerLost
            : Fate.Served;

        var bot = await gateway.CallAsync(new { event_name = "new_bot", name = "a", instructions = "b", modelID = GatewayBots.Model, legacy_id = "asst_1" });
        lost.Remove("threadlists");
        var thread = await gateway.CallAsync(new { event_name = "new_thread", legacy_id = "thread_1" });

        Assert.Equal((200, 200), (bot.Status, thread.Status));
        Assert.Equal(2, lost.Count);
        Assert.Equal(200, (await gateway.CallAsync(new { event_name = "messaging", botID = "asst_1", threadID = "thread_1", message = "¡Hola!" })).Status);
    }

    [Theory]
    [InlineData("bots")]
    [InlineData("threads")]
    [InlineData("threadlists")]
    public async Task Cut_off_at_a_write_it_can_be_given_again(string table)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        gateway.Tables.Decide = request => TableFaults.Writes(request, table) ? Fate.Refused : Fate.Served;
        var bot = new { event_name = "new_bot", name = "a", instructions = "b", modelID = GatewayBots.Model, legacy_id = "asst_1" };
        var thread = new { event_name = "new_thread", legacy_id = "thread_1" };

        var cut = table == "bots" ? await gateway.CallAsync(bot) : await gateway.CallAsync(thread);
        gateway.Tables.Decide = _ => Fate.Served;

        Assert.Equal(503, cut.Status);
        Assert.Equal((200, 200), ((await gateway.CallAsync(bot)).Status, (await gateway.CallAsync(thread)).Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ñ")]
    [InlineData("asst_1\n")]
    [InlineData(7)]
    [InlineData("bot_0199b8c2f3a47d4e8f1a2b3c4d5e6f70")]
    [InlineData("thread_0199b8c2f3a47d4e8f1a2b3c4d5e6f70")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task One_of_another_form_is_a_400_that_names_it(object id)
    {
        (await _gateway.CallAsync(new { event_name = "new_bot", name = "a", instructions = "b", modelID = GatewayBots.Model, legacy_id = id })).AssertBadRequest("legacy_id");
        (await _gateway.CallAsync(new { event_name = "new_thread", legacy_id = id })).AssertBadRequest("legacy_id");
    }

    [Fact]
    public async Task The_old_documents_names_are_aliases()
    {
        var bot = await _gateway.CallAsync(new { event_name = "create_bot_thread", name = "a", instructions = "b", modelID = GatewayBots.Model });
        var team = await _gateway.CallAsync(new { event_name = "create_bots_threads", modelID = GatewayBots.Model });

        Assert.Equal((200, "new_bot"), (bot.Status, bot["event"]));
        Assert.Equal((200, "bot_routine"), (team.Status, team["event"]));
    }

    private Task<Answer> NewBotAsync(string id, string client = "default") =>
        _gateway.CallAsync(new { event_name = "new_bot", name = "Chistero", instructions = "Cuentas chistes.", modelID = GatewayBots.Model, legacy_id = id }, client);

    private Task<Answer> NewThreadAsync(string id, string client = "default") => _gateway.CallAsync(new { event_name = "new_thread", legacy_id = id }, client);
}
