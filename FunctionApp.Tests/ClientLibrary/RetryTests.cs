using System.Text.RegularExpressions;
using BotGateway.Client;
using BotGateway.Contracts;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.ClientLibrary;

public sealed partial class RetryTests(TableService tables)
{
    internal const string Bot = """{"status":200,"event":"new_bot","bot_id":"bot_1","thread_id":"thread_1"}""";
    private const string Updated = """{"status":200,"event":"update_bot","bot_id":"bot_1","version":2}""";
    private const string Bots = """{"status":200,"event":"list_bots","bots":[]}""";

    internal static readonly NewBotRequest NewBot = new() { Name = "Chistero", Instructions = "Cuentas chistes.", ModelId = "gpt-4.1-mini" };
    private static readonly UpdateBotRequest Update = new() { BotId = "bot_1", Name = "Cuentero" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_whose_answer_is_lost_is_sent_again_and_stored_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithBot().StartAsync();
        using var line = new TableFaults();
        line.Decide = _ => line.Requests.Count == 1 ? Fate.AnswerLost : Fate.Served;
        using var http = new HttpClient(line, disposeHandler: false);
        using var client = new BotGatewayClient(gateway.ClientOptions(), http);

        var answer = await client.MessagingAsync(new() { BotId = gateway.Bot, ThreadId = gateway.Thread, Message = "Hola" }, Cancellation);

        Assert.Equal(2, line.Requests.Count);
        Assert.Single(line.Requests.Select(request => Key().Match(request).Groups[1].Value).Distinct());
        Assert.Equal(2, line.Requests.Select(request => request.Split('"')[5]).Distinct().Count());
        Assert.Equal(answer.Message, Assert.Single(await client.ListTurns(new() { ThreadId = gateway.Thread }).ToListAsync(Cancellation)).Answer);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_not_sent_again()
    {
        await using var gateway = await new GatewayBuilder(tables).WithBot().StartAsync();
        using var line = new TableFaults { Decide = _ => Fate.AnswerLost };
        using var http = new HttpClient(line, disposeHandler: false);
        using var client = new BotGatewayClient(gateway.ClientOptions(), http);

        await Assert.ThrowsAsync<BotGatewayConnectionException>(() => client.UpdateBotAsync(Update with { BotId = gateway.Bot }, Cancellation));

        Assert.Single(line.Requests);
    }

    [Fact]
    public async Task Requests_beyond_the_rate_wait_as_long_as_the_gateway_says()
    {
        await using var gateway = await new GatewayBuilder(tables).WithBot().WithSetting("Auth:RequestsPerSecond", "2").WithSetting("Auth:RequestBurst", "2").StartAsync();
        using var client = new BotGatewayClient(gateway.ClientOptions());

        for (var number = 1; number <= 4; number++)
            await client.UpdateBotAsync(Update with { BotId = gateway.Bot }, Cancellation);

        Assert.Equal(5, (await client.GetBotAsync(new() { BotId = gateway.Bot }, Cancellation)).Version);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_is_retried_with_the_same_key_and_a_new_token(int status)
    {
        await using var gateway = await ScriptedGateway.StartAsync(Bot, status, status);
        using var client = new BotGatewayClient(gateway.Options());

        Assert.Equal("bot_1", (await client.NewBotAsync(NewBot with { IdempotencyKey = "mine" }, Cancellation)).BotId);

        Assert.Equal(["mine", "mine", "mine"], gateway.Received.Select(each => each.Request.GetProperty("body").GetProperty("idempotency_key").GetString()));
        Assert.Equal(3, gateway.Tokens.Distinct().Count());
    }

    [Theory]
    [InlineData(429, 2)]
    [InlineData(409, 1)]
    [InlineData(500, 1)]
    [InlineData(502, 1)]
    [InlineData(503, 1)]
    [InlineData(504, 1)]
    public async Task A_change_without_a_key_is_retried_only_if_nothing_was_done(int status, int attempts)
    {
        await using var gateway = await ScriptedGateway.StartAsync(Updated, status);
        using var client = new BotGatewayClient(gateway.Options());

        if (attempts > 1)
            Assert.Equal(2, (await client.UpdateBotAsync(Update, Cancellation)).Version);
        else
            Assert.Equal(status, (int)(await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.UpdateBotAsync(Update, Cancellation))).Status);

        Assert.Equal(attempts, gateway.Received.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task A_lasting_failure_is_not_retried(int status)
    {
        await using var gateway = await ScriptedGateway.StartAsync(Bots, status);
        using var client = new BotGatewayClient(gateway.Options());

        await Assert.ThrowsAsync<BotGatewayResponseException>(async () => await client.ListBots().ToListAsync(Cancellation));

        Assert.Single(gateway.Received);
    }

    [Fact]
    public async Task A_thread_that_is_busy_is_tried_again()
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, before) => AnswerAfterAsync(context, before, 409, "0"));
        using var client = new BotGatewayClient(gateway.Options());

        Assert.Equal("bot_1", (await client.NewBotAsync(NewBot, Cancellation)).BotId);
    }

    [Fact]
    public async Task Connections_that_are_reset_are_tried_again_only_for_what_is_safe()
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            if (before != 1)
                context.Abort();
            return before == 1 ? context.Response.WriteAsync(Bots) : Task.CompletedTask;
        });
        using var client = new BotGatewayClient(gateway.Options());

        Assert.Empty(await client.ListBots().ToListAsync(Cancellation));
        await Assert.ThrowsAsync<BotGatewayConnectionException>(() => client.UpdateBotAsync(Update, Cancellation));

        Assert.Equal(3, gateway.Received.Count);
    }

    [Fact]
    public async Task Two_calls_have_two_keys()
    {
        await using var gateway = await ScriptedGateway.StartAsync(Bot);
        using var client = new BotGatewayClient(gateway.Options());

        await client.NewBotAsync(NewBot, Cancellation);
        await client.NewBotAsync(NewBot, Cancellation);

        Assert.Equal(2, gateway.Received.Select(each => each.Request.GetProperty("body").GetProperty("idempotency_key").GetString()).Distinct().Count());
    }

    internal static Task AnswerAfterAsync(HttpContext context, int before, int status, string retryAfter)
    {
        if (before > 0)
            return context.Response.WriteAsync(Bot);
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    [GeneratedRegex("\"idempotency_key\":\"([^\"]+)\"")]
    private static partial Regex Key();
}
