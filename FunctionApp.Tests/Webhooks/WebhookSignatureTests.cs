using BotGateway.LocalHost.Client;
using BotGateway.Webhooks;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace BotGateway.Tests.Webhooks;

/// <summary>
/// The cases that Standard Webhooks' own libraries are tested with, on a message that the gateway sent: of its package, and of the method in docs/api.md.
/// </summary>
public sealed class WebhookSignatureTests(WebhookSignatureTests.SentMessage message) : IClassFixture<WebhookSignatureTests.SentMessage>
{
    private const string Other = "Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("valid", true)]
    [InlineData("missing id", false)]
    [InlineData("missing timestamp", false)]
    [InlineData("missing signature", false)]
    [InlineData("partial signature", false)]
    [InlineData("invalid signature", false)]
    [InlineData("other body", false)]
    [InlineData("old timestamp", false)]
    [InlineData("new timestamp", false)]
    [InlineData("several signatures", true)]
    [InlineData("other id", false)]
    public void A_receiver_accepts_what_the_gateway_has_signed_and_nothing_else(string what, bool isValid)
    {
        var sent = message.Received;
        var (headers, body) = (new HeaderDictionary(sent.Headers.ToDictionary()), sent.Body);
        switch (what)
        {
            case "missing id":
                headers.Remove("webhook-id");
                break;
            case "missing timestamp":
                headers.Remove("webhook-timestamp");
                break;
            case "missing signature":
                headers.Remove("webhook-signature");
                break;
            case "partial signature":
                headers["webhook-signature"] = $"{headers["webhook-signature"]}"[..12];
                break;
            case "invalid signature":
                headers["webhook-signature"] = "v1,dawfeoifkpqwoekfpqoekf";
                break;
            case "other body":
                body = body.Replace("routine.answered", "routine.failed");
                break;
            case "old timestamp":
                Resign(headers, body, DateTimeOffset.UtcNow.AddMinutes(-6));
                break;
            case "new timestamp":
                Resign(headers, body, DateTimeOffset.UtcNow.AddMinutes(6));
                break;
            case "several signatures":
                headers["webhook-signature"] = $"v1,{Other} v2,{Other} {headers["webhook-signature"]} v1,{Other}";
                break;
            case "other id":
                headers["webhook-id"] = "msg_other";
                break;
        }

        Assert.Equal(isValid, IsAcceptedByThePackage(Gateway.WebhookSecret, headers, body));
        Assert.Equal(isValid, WebhookVerifier.IsGenuine(Gateway.WebhookSecret, headers, System.Text.Encoding.UTF8.GetBytes(body), DateTimeOffset.UtcNow));
    }

    [Fact]
    public void The_secret_may_be_given_without_its_prefix()
    {
        var sent = message.Received;

        Assert.True(IsAcceptedByThePackage(Gateway.WebhookSecret["whsec_".Length..], sent.Headers, sent.Body));
        Assert.False(IsAcceptedByThePackage("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", sent.Headers, sent.Body));
    }

    // The vector of the specification's libraries.
    [Fact]
    public void A_signature_is_the_specifications()
    {
        var signature = WebhookSignature.Sign(
            Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            """{"test": 2432232314}"""u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    private static void Resign(HeaderDictionary headers, string body, DateTimeOffset at)
    {
        var key = Convert.FromBase64String(Gateway.WebhookSecret["whsec_".Length..]);
        headers["webhook-timestamp"] = WebhookSignature.Timestamp(at);
        headers["webhook-signature"] = WebhookSignature.Sign(key, $"{headers["webhook-id"]}", at, System.Text.Encoding.UTF8.GetBytes(body));
    }

    private static bool IsAcceptedByThePackage(string secret, IHeaderDictionary headers, string body)
    {
        try
        {
            new StandardWebhook(secret).Verify(body, headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }

    /// <summary>A message as its receiver got it.</summary>
    public sealed class SentMessage(TableService tables) : IAsyncLifetime
    {
        internal ReceivedWebhook Received { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
            await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithBot().StartAsync();
            await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 1 *"));
            await gateway.TickAsync(Cancellation);
            Received = await receiver.Received.ReadAsync(Cancellation);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
