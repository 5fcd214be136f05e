using Azure;
using Azure.Data.Tables;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Events.Idempotency;

/// <summary>A request that is sent again under its key gets its first answer, and is not carried out again.</summary>
public sealed class IdempotencyTests(TableService tables)
{
    private readonly string _connection = tables.NewConnectionString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. KeyedRequests.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_answer_comes_again_and_nothing_is_created(string kind)
    {
        await using var gateway = await StartAsync();
        var body = KeyedRequests.Of(kind, gateway.Bot, gateway.Thread, "k");
        var before = await CountAsync(gateway);

        var first = await gateway.CallAsync(body);
        gateway.Clock.Advance(TimeSpan.FromHours(23));
        var second = await gateway.CallAsync(body);

        Assert.Equal(200, first.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(KeyedRequests.Sum(before, KeyedRequests.CreatedBy(kind)), await CountAsync(gateway));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Requests_of_two_keys_or_none_are_each_carried_out(string kind)
    {
        await using var gateway = await StartAsync();
        var before = await CountAsync(gateway);

        foreach (var key in new[] { "a", "b", "A" })
            Assert.Equal(200, (await gateway.CallAsync(KeyedRequests.Of(kind, gateway.Bot, gateway.Thread, key))).Status);
        foreach (var _ in new[] { 1, 2 })
            Assert.Equal(200, (await gateway.CallAsync(KeyedRequests.Of(kind, gateway.Bot, gateway.Thread, "c").Replace(",\"idempotency_key\":\"c\"", ""))).Status);

        Assert.Equal(Enumerable.Repeat(KeyedRequests.CreatedBy(kind), 5).Aggregate(before, KeyedRequests.Sum), await CountAsync(gateway));
    }

    [Fact]
    public async Task The_key_of_another_request_is_a_409()
    {
        await using var gateway = await StartAsync();
        const string Used = "'idempotency_key' has been used for another request; use a new one.";
        Assert.Equal(200, (await gateway.CallAsync(KeyedRequests.Of("new_bot", "", "", "k"))).Status);

        (await gateway.CallAsync(KeyedRequests.Of("new_bot", "", "", "k").Replace("Chistero", "Otro"))).AssertProblem(409, Used);
        (await gateway.CallAsync(KeyedRequests.Of("new_thread", "", "", "k"))).AssertProblem(409, Used);
        (await gateway.CallAsync(KeyedRequests.Of("new_bot", "", "", "k").Replace("}", ",\"temperature\":1}"))).AssertProblem(409, Used);
    }

    [Fact]
    public async Task The_order_of_the_fields_and_the_name_of_the_event_do_not_make_another_request()
    {
        await using var gateway = await StartAsync();

        var first = await gateway.CallAsync("""{"event_name":"new_thread","idempotency_key":"k"}""");
        var second = await gateway.CallAsync("""{"idempotency_key":"k","event":"create_thread"}""");

        Assert.Equal((200, first.Text), (second.Status, second.Text));
    }

    [Fact]
    public async Task The_same_key_of_another_client_is_another_key()
    {
        await using var gateway = await StartAsync();

        var one = await gateway.CallAsync(KeyedRequests.Of("new_bot", "", "", "k"));
        var other = await gateway.CallAsync(KeyedRequests.Of("new_bot", "", "", "k"), Gateway.Acme);
        var reused = await gateway.CallAsync(KeyedRequests.Of("new_thread", "", "", "j"), Gateway.Acme);

        Assert.Equal([200, 200, 200], [one.Status, other.Status, reused.Status]);
        Assert.NotEqual(one["bot_id"], other["bot_id"]);
    }

    [Fact]
    public async Task Of_two_at_once_one_is_carried_out_and_the_other_gets_its_answer()
    {
        await using var gateway = await new GatewayBuilder(tables).WithTables(_connection).WithBot().StartAsync();
        var body = KeyedRequests.Of("messaging", gateway.Bot, gateway.Thread, "k");
        var held = gateway.Models.Faults.Hold("chat");

        var first = gateway.CallAsync(body);
        await held.Arrived;
        var second = gateway.CallAsync(body);
        held.Release();

        Assert.Equal((200, (await first).Text), ((await second).Status, (await second).Text));
        Assert.Single(await gateway.ReadThreadAsync(gateway.Thread));
    }

    [Fact]
    public async Task A_request_that_failed_is_tried_again()
    {
        await using var gateway = await StartAsync();
        var body = KeyedRequests.Of("messaging", gateway.Bot, gateway.Thread, "k");
        gateway.Models.Faults.Next("chat", Fault.Status(400, code: "content_filter"));

        var failed = await gateway.CallAsync(body);
        var again = await gateway.CallAsync(body);

        Assert.Equal((400, 200), (failed.Status, again.Status));
        Assert.Single(await gateway.ReadThreadAsync(gateway.Thread));
    }

    [Fact]
    public async Task After_24_hours_a_key_is_new_and_its_row_is_deleted()
    {
        await using var gateway = await StartAsync();
        var body = KeyedRequests.Of("new_bot", "", "", "k");

        var first = await gateway.CallAsync(body);
        Assert.Equal(2, await KeyRows().CountAsync(Cancellation));
        gateway.Clock.Advance(TimeSpan.FromHours(24));
        var second = await gateway.CallAsync(body);
        Assert.Equal(2, await KeyRows().CountAsync(Cancellation));
        await gateway.TickAfterAsync(TimeSpan.FromHours(24));

        Assert.Equal([200, 200], [first.Status, second.Status]);
        Assert.NotEqual(first["bot_id"], second["bot_id"]);
        Assert.Empty(await KeyRows().ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("\"\"", "'idempotency_key' is empty.")]
    [InlineData("\"a b\"", "'idempotency_key' must be 1 to 128 visible ASCII characters.")]
    [InlineData("\"ñ\"", "'idempotency_key' must be 1 to 128 visible ASCII characters.")]
    [InlineData("\"\\n\"", "'idempotency_key' is empty.")]
    [InlineData("\"\\u007f\"", "'idempotency_key' must be 1 to 128 visible ASCII characters.")]
    [InlineData("5", "'idempotency_key' must be a string.")]
    [InlineData("{}", "'idempotency_key' must be a string.")]
    public async Task A_malformed_key_is_a_400(string key, string message)
    {
        await using var gateway = await StartAsync();

        (await gateway.CallAsync($$"""{"event_name":"new_thread","idempotency_key":{{key}}}""")).AssertProblem(400, message);
    }

    [Theory]
    [InlineData(128, 200)]
    [InlineData(129, 400)]
    public async Task A_key_has_at_most_128_characters(int length, int status)
    {
        await using var gateway = await StartAsync();

        Assert.Equal(status, (await gateway.CallAsync(KeyedRequests.Of("new_thread", "", "", new string('~', length)))).Status);
    }

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithTables(_connection).WithClock().WithModelClock(TimeSpan.FromSeconds(1)).WithBot().StartAsync();

    private Task<int[]> CountAsync(Gateway gateway) => KeyedRequests.CountAsync(_connection, gateway.DataDirectory);

    private AsyncPageable<TableEntity> KeyRows() =>
        new TableServiceClient(_connection).GetTableClient("idempotency").QueryAsync<TableEntity>(cancellationToken: Cancellation);
}
