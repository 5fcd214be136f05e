using System.Net;
using BotGateway.Client;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.ClientLibrary;

/// <summary>Retries have bounds in number and time.</summary>
public sealed class RetryLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retry_comes_no_earlier_than_the_gateway_says()
    {
        var clock = new FakeTimeProvider();
        var times = new List<DateTimeOffset>();
        await using var gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            times.Add(clock.GetUtcNow());
            return RetryTests.AnswerAfterAsync(context, before, 503, "7");
        });
        var options = gateway.Options();
        (options.TimeProvider, options.AttemptTimeout, options.TotalTimeout) = (clock, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        using var client = new BotGatewayClient(options);

        var call = client.NewBotAsync(RetryTests.NewBot, Cancellation);
        while (await Task.WhenAny(call, Task.Delay(1, Cancellation)) != call)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("bot_1", (await call).BotId);
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_left_to_the_caller()
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, before) => RetryTests.AnswerAfterAsync(context, before, 429, "3600"));
        using var client = new BotGatewayClient(gateway.Options());

        var failure = await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.NewBotAsync(RetryTests.NewBot, Cancellation));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromHours(1)), (failure.Status, failure.RetryAfter));
        Assert.Single(gateway.Received);
    }

    [Fact]
    public async Task Retries_end()
    {
        await using var gateway = await ScriptedGateway.StartAsync(RetryTests.Bot, [.. Enumerable.Repeat(503, 10)]);
        var options = gateway.Options();
        options.MaxRetries = 2;
        using var client = new BotGatewayClient(options);

        await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.NewBotAsync(RetryTests.NewBot, Cancellation));

        Assert.Equal(3, gateway.Received.Count);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_counts_as_unanswered()
    {
        using var line = new TableFaults();
        line.Decide = _ => Fate.Held;
        using var http = new HttpClient(line, disposeHandler: false);
        await using var gateway = await ScriptedGateway.StartAsync(RetryTests.Bot);
        var options = gateway.Options();
        (options.AttemptTimeout, options.MaxRetries) = (TimeSpan.FromMilliseconds(20), 1);
        using var client = new BotGatewayClient(options, http);

        await Assert.ThrowsAsync<BotGatewayConnectionException>(() => client.NewBotAsync(RetryTests.NewBot, Cancellation));

        Assert.Equal(2, line.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_at_once()
    {
        using var caller = new CancellationTokenSource();
        using var line = new TableFaults();
        line.Decide = _ =>
        {
            caller.Cancel();
            return Fate.Held;
        };
        using var http = new HttpClient(line, disposeHandler: false);
        await using var gateway = await ScriptedGateway.StartAsync(RetryTests.Bot);
        using var client = new BotGatewayClient(gateway.Options(), http);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.NewBotAsync(RetryTests.NewBot, caller.Token));

        Assert.Single(line.Requests);
    }
}
