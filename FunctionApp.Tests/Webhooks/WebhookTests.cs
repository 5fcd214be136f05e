using BotGateway.Contracts;
using BotGateway.LocalHost.Client;
using StandardWebhooks;

namespace BotGateway.Tests.Webhooks;

/// <summary>Clients are told of events, at their own address, in messages that they can verify.</summary>
public sealed class WebhookTests(TableService tables)
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwK1v7/0DHaW0=";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_signed_as_Standard_Webhooks_says()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await To(receiver).WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync("0 0 1 1 *");
        Assert.Equal(200, (await gateway.ActAsync("run", routine)).Status);

        await gateway.TickAsync(Cancellation);

        var message = await receiver.Received.ReadAsync(Cancellation);
        // Throws where anything is wrong: the id, the time, or the signature of the body's bytes.
        new StandardWebhook(Secret).Verify(message.Body, message.Headers);
        Assert.Matches("^msg_[0-9a-f]{32}$", message.Id);
        Assert.Equal("application/json", message.Headers.ContentType);
        Assert.Equal((WebhookTypes.RoutineAnswered, routine), (message.Type, message.Data.GetProperty("routine_id").GetString()));
    }

    [Fact]
    public async Task A_run_by_schedule_is_told_once_by_the_next_tick()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await To(receiver).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync(rest: ""","max_runs":1""");

        for (var i = 0; i < 4; i++)
            await gateway.TickAfterAsync(Minute);

        Assert.True(receiver.Received.TryRead(out var message));
        Assert.Equal((WebhookTypes.RoutineAnswered, routine), (message.Type, message.Data.GetProperty("routine_id").GetString()));
        Assert.False(receiver.Received.TryRead(out _));
    }

    private GatewayBuilder To(WebhookReceiver receiver) => new GatewayBuilder(tables)
        .WithSetting("Clients:0:WebhookUrl", receiver.Address.AbsoluteUri)
        .WithSetting("Clients:0:WebhookSecret", Secret)
        .WithSetting("Webhooks:AllowPrivateAddresses", "true");
}
