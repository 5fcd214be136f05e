using System.Globalization;

namespace BotGateway.Tests.Bots;

public sealed class UnknownIdTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    public static TheoryData<string> Ids(string kind) =>
    [
        $"{kind}_0199b8c2f3a47d4e8f1a2b3c4d5e6f70",
        $"{kind}_0199B8C2F3A47D4E8F1A2B3C4D5E6F70",
        $"{kind}_0199b8c2f3a47d4e8f1a2b3c4d5e6f70\n",
        $"{kind}_0199b8c2f3a47d4e8f1a2b3c4d5e6f7",
        $"{kind}_",
        "asst_abc123",
        "thread_abc123abc123abc123abc123",
        "../../etc/passwd",
        "a/b\\c#d?e%2F",
        "' or PartitionKey ne '",
        "\"}{\"",
        "<script>alert(1)</script>",
        "\u0000\u0001\u007f",
        "🤖",
        new string('x', 10_000),
        string.Concat(Enumerable.Repeat("🤖", 5_000)),
        "x" + string.Concat(Enumerable.Repeat("🤖", 5_000)),
    ];

    [Theory]
    [MemberData(nameof(Ids), "bot")]
    public async Task A_bot_that_does_not_exist_is_a_404_before_the_model_is_asked(string id)
    {
        var talk = new Talk(id, await _gateway.NewThreadAsync());

        var answer = await _gateway.SendAsync(talk, "¡Hola!");

        answer.AssertProblem(404, $"There is no bot '{Beginning(id)}");
        Assert.DoesNotContain('\uFFFD', answer["message"]!);
        Assert.Empty(_gateway.ChatRequests());
    }

    [Theory]
    [MemberData(nameof(Ids), "thread")]
    public async Task A_thread_that_does_not_exist_is_a_404_before_the_model_is_asked(string id)
    {
        var talk = await _gateway.NewBotAsync() with { ThreadId = id };

        var answer = await _gateway.SendAsync(talk, "¡Hola!");

        answer.AssertProblem(404, $"There is no thread '{Beginning(id)}");
        Assert.Empty(_gateway.ChatRequests());
    }

    [Fact]
    public async Task Another_clients_bot_and_thread_look_as_if_they_did_not_exist()
    {
        var theirs = await _gateway.NewBotAsync(client: Gateway.Acme);
        var mine = await _gateway.NewBotAsync();

        var bot = await _gateway.SendAsync(mine with { BotId = theirs.BotId }, "¡Hola!");
        var thread = await _gateway.SendAsync(mine with { ThreadId = theirs.ThreadId }, "¡Hola!");
        var theirsForThem = await _gateway.SendAsync(theirs with { ThreadId = mine.ThreadId }, "¡Hola!", Gateway.Acme);

        Assert.Equal((404, $"There is no bot '{theirs.BotId}'."), (bot.Status, bot["message"]));
        Assert.Equal((404, $"There is no thread '{theirs.ThreadId}'."), (thread.Status, thread["message"]));
        Assert.Equal((404, $"There is no thread '{mine.ThreadId}'."), (theirsForThem.Status, theirsForThem["message"]));
        Assert.Empty(_gateway.ChatRequests());
    }

    // An error need not repeat 10 kB, but never half a character.
    private static string Beginning(string id) =>
        new StringInfo(id).SubstringByTextElements(0, Math.Min(40, new StringInfo(id).LengthInTextElements));
}
