using System.Text;
using BotGateway.Contracts;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>Receives what the client is told of its job, its model and its routine, and verifies the signatures.</summary>
internal sealed class WebhookStep(WebhookReceiver receiver, string secret) : IDemoStep
{
    // The timer's own ticks are a minute apart.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Title => "Told instead of polling: signed webhooks";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        // What there is to tell is sent at the next tick.
        await story.TickAsync(cancellationToken);
        List<string> awaited = [WebhookTypes.JobSucceeded, WebhookTypes.ModelReady, WebhookTypes.RoutineAnswered];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            while (awaited.Count > 0)
            {
                var webhook = await receiver.Received.ReadAsync(limit.Token);
                Expect.That(
                    WebhookVerifier.IsGenuine(secret, webhook.Headers, Encoding.UTF8.GetBytes(webhook.Body), story.Clock.GetUtcNow()),
                    $"the signature of webhook {webhook.Id} is not the gateway's");
                story.Screen.Webhook(webhook);
                awaited.Remove(webhook.Type);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DemoFailureException($"not told within {Limit}: {string.Join(", ", awaited)}");
        }
    }
}
