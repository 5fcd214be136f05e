using BotGateway.Bots.Threads;
using BotGateway.Contracts;

namespace BotGateway.Tests.Bots.Threads;

public sealed class GetThreadTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_come_page_by_page_the_newest_first_and_a_page_costs_two_requests()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Auth:Replay", "Memory").StartAsync();
        var talk = await gateway.NewBotAsync();
        for (var i = 1; i <= 5; i++)
            await gateway.SendAsync(talk, $"{i}");

        var start = gateway.Tables.Requests.Count;
        var first = await GetAsync(gateway, talk.ThreadId, 2);
        Assert.Equal(2, gateway.Tables.Requests.Count - start);
        await gateway.SendAsync(talk, "6");
        var second = await GetAsync(gateway, talk.ThreadId, 2, first["next"]);
        var third = await GetAsync(gateway, talk.ThreadId, 2, second["next"]);

        Assert.Equal(["5", "4", "3", "2", "1"], new[] { first, second, third }.SelectMany(Messages));
        Assert.Null(third["next"]);
        var turn = first.Json.GetProperty("turns")[0];
        Assert.Equal(["number", "at", "message", "answer", "usage"], turn.EnumerateObject().Select(field => field.Name));
        Assert.Equal(DateTimeOffset.UtcNow, turn.GetProperty("at").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_page_of_very_long_turns_ends_early_and_goes_on_with_the_next_one()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var thread = await gateway.NewThreadAsync();
        var store = gateway.Service<IThreadStore>();
        for (var i = 1; i <= 5; i++)
        {
            var header = await store.FindHeaderAsync(Owner, thread, Cancellation);
            var leased = await store.TryLeaseAsync(Owner, thread, header!, ThreadLease.Begin(Guid.NewGuid(), DateTimeOffset.UtcNow), Cancellation);
            Assert.True(await store.TryAddAsync(
                Owner, thread, leased!, new Turn(i, new string('x', 200_000), new string('y', 250_000), new TokenUsage(1, 1)), key: null, Cancellation));
        }

        var first = await GetAsync(gateway, thread, 100);
        var second = await GetAsync(gateway, thread, 100, first["next"]);

        Assert.Equal((3, 2), (Messages(first).Count(), Messages(second).Count()));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_cursor_of_another_thread_and_a_limit_that_is_wrong_are_a_400()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        await gateway.SendAsync(talk, "uno");
        await gateway.SendAsync(talk, "dos");
        var next = (await GetAsync(gateway, talk.ThreadId, 1))["next"];

        (await GetAsync(gateway, await gateway.NewThreadAsync(), 1, next)).AssertBadRequest("next");
        (await GetAsync(gateway, talk.ThreadId, 0)).AssertBadRequest("limit");
        (await GetAsync(gateway, talk.ThreadId, 101)).AssertBadRequest("limit");
    }

    private static Task<Answer> GetAsync(Gateway gateway, string thread, int limit, string? next = null) =>
        gateway.CallAsync(new { event_name = "get_thread", threadID = thread, limit, next });

    private static IEnumerable<string?> Messages(Answer answer) =>
        answer.Json.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("message").GetString());
}
