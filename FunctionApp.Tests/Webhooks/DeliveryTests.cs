using BotGateway.LocalHost.Client;
using BotGateway.Webhooks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Webhooks;

/// <summary>Messages are delivered at least once; a receiver that fails costs nobody but its client.</summary>
public sealed class DeliveryTests(TableService tables)
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(7), TimeSpan.FromHours(9),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_tried_8_times_over_about_a_day_and_then_dropped_and_logged_without_its_text()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Answering(500), Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog().StartAsync();
        await TellAsync(gateway);
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out var first));

        foreach (var delay in Delays)
        {
            // A tenth of jitter each way.
            await gateway.TickAfterAsync(0.89 * delay);
            Assert.False(receiver.Received.TryRead(out _));
            await gateway.TickAfterAsync(0.22 * delay);
            Assert.True(receiver.Received.TryRead(out var again));
            Assert.Equal((first.Id, first.Body), (again.Id, again.Body));
        }

        Assert.InRange(gateway.Clock.GetUtcNow() - Gateway.Start, TimeSpan.FromHours(23), TimeSpan.FromHours(27));
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));
        Assert.False(receiver.Received.TryRead(out _));
        Assert.Empty(await WaitingMessageTests.KeptAsync(gateway));
        var dropped = Assert.Single(gateway.Log.Lines, line => line is { Level: LogLevel.Warning, EventId: 92 });
        Assert.Equal((first.Id, "8"), (dropped.Values["MessageId"], dropped.Values["Attempt"]));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains("Recibí", StringComparison.Ordinal) || line.Text.Contains(Gateway.WebhookSecret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("404")]
    [InlineData("redirect")]
    [InlineData("reset")]
    [InlineData("hang")]
    [InlineData("hang in the headers")]
    [InlineData("no answer of HTTP")]
    public async Task A_receiver_that_fails_gets_the_message_again_once_it_works(string fault)
    {
        if (fault == "404")
            Thoroughness.Require("It starts a gateway; another status, 500, is tested in every run.");
        await using var elsewhere = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        var isBroken = true;
        await using var receiver = await WebhookReceiver.StartAsync(context => isBroken ? FailAsync(fault, context, elsewhere.Address) : Task.CompletedTask, Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        var tick = gateway.TickAsync(Cancellation);
        var first = await receiver.Received.ReadAsync(Cancellation);
        if (fault.StartsWith("hang", StringComparison.Ordinal))
            gateway.Clock.Advance(WebhookSender.Longest);
        await tick;
        isBroken = false;
        await gateway.TickAfterAsync(2 * Delays[0]);
        await gateway.TickAfterAsync(TimeSpan.FromHours(1));

        Assert.True(receiver.Received.TryRead(out var second));
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.False(receiver.Received.TryRead(out _));
        Assert.False(elsewhere.Received.TryRead(out _));
        Assert.Empty(await WaitingMessageTests.KeptAsync(gateway));
    }

    [Fact]
    public async Task An_answer_of_any_length_confirms_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            async context =>
            {
                // Until the gateway has had enough.
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            },
            Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        await gateway.TickAsync(Cancellation);

        Assert.Empty(await WaitingMessageTests.KeptAsync(gateway));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_gets_no_more_of_a_message()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Answering(410), Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        await gateway.TickAsync(Cancellation);

        Assert.True(receiver.Received.TryRead(out _));
        Assert.Empty(await WaitingMessageTests.KeptAsync(gateway));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Tue, 01 Jan 2030 11:00:30 GMT")]
    public async Task A_receiver_is_left_alone_for_as_long_as_it_asks(string retryAfter)
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            context =>
            {
                context.Response.Headers.RetryAfter = retryAfter;
                return Answering(503)(context);
            },
            Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out _));

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(59));
        Assert.False(receiver.Received.TryRead(out _));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        Assert.True(receiver.Received.TryRead(out _));
    }

    [Fact]
    public async Task A_message_whose_delivery_could_not_be_recorded_is_delivered_again_with_the_same_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);
        gateway.Tables.Decide = request => IsDelivered(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out var first));
        gateway.Tables.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(5));
        Assert.False(receiver.Received.TryRead(out _));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(2));

        Assert.True(receiver.Received.TryRead(out var second));
        Assert.Equal(first.Id, second.Id);
        Assert.Empty(await WaitingMessageTests.KeptAsync(gateway));
    }

    private static RequestDelegate Answering(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task FailAsync(string fault, HttpContext context, Uri elsewhere)
    {
        switch (fault)
        {
            case "redirect":
                context.Response.Redirect(elsewhere.AbsoluteUri, permanent: false, preserveMethod: true);
                break;
            case "reset":
                context.Abort();
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "hang in the headers":
            case "no answer of HTTP":
                // The raw connection, below HTTP.
                var transport = context.Features.Get<IConnectionTransportFeature>()!.Transport;
                await transport.Output.WriteAsync(fault.StartsWith('h') ? "HTTP/1.1 200 OK\r\nX-Slow: "u8.ToArray() : "SSH-2.0-OpenSSH_9.6\r\n\r\n"u8.ToArray());
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            default:
                await Answering(int.Parse(fault, null))(context);
                break;
        }
    }

    private static async Task TellAsync(Gateway gateway) => await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 7 *"));

    private static bool IsDelivered(string request) => request.Contains("DELETE", StringComparison.Ordinal) && request.Contains("webhook_", StringComparison.Ordinal)
        && !request.Contains("MERGE", StringComparison.Ordinal) && !request.Contains("PATCH", StringComparison.Ordinal);
}
