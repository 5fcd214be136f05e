using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>The demo: a client that uses all of the gateway over HTTP.</summary>
internal static class Demonstration
{
    // In order; each step can use what earlier ones have stored in the story.
    private static IReadOnlyList<IDemoStep> Steps(TimeSpan trainingLimit, WebhookStep? webhooks) =>
    [
        new CheckCredentialsStep(),
        new DryRunStep(),
        new TrainStep(),
        new CheckTrainStep(trainingLimit),
        new TrainingCourseStep(),
        new ListModelsStep(),
        new NewBotStep(),
        new MessagingStep("Send a message to the bot", "Hola, Chistero. Cuéntame un chiste de informáticos."),
        new MessagingStep("Send a second message; the thread remembers the first", "Ese ya lo sabía. ¿Tienes otro?"),
        new ScheduledRoutineStep(),
        .. webhooks is null ? [] : new IDemoStep[] { webhooks },
        new UsageStep(),
        new UpdateBotStep(),
        new DeleteStep(),
        new BotRoutineStep(),
        new RejectedRequestStep(),
    ];

    /// <summary>Runs the steps until one fails.</summary>
    /// <param name="webhooks">Null if the client is told of events elsewhere.</param>
    public static async Task<bool> PlayAsync(
        HttpClient http,
        GatewayCredentials credentials,
        TimeProvider clock,
        DemoScreen screen,
        TimeSpan trainingLimit,
        WebhookStep? webhooks,
        CancellationToken cancellationToken)
    {
        using var client = credentials.CreateClient(clock, http.BaseAddress);
        var story = new DemoStory(client, http, screen, clock);
        var steps = Steps(trainingLimit, webhooks);
        for (var number = 1; number <= steps.Count; number++)
        {
            var step = steps[number - 1];
            screen.Step(number, steps.Count, step.Title);
            try
            {
                await step.PlayAsync(story, cancellationToken);
                screen.Passed();
            }
            catch (Exception failure) when (failure is DemoFailureException or HttpRequestException || IsTimeout(failure))
            {
                screen.EndProgress();
                screen.Failed(failure.Message);
                screen.Say($"The demo stopped at step {number} of {steps.Count}.");
                return false;
            }
        }

        screen.Say($"All {steps.Count} steps succeeded.");
        return true;
    }

    // HttpClient's own timeout has this inner exception; without it, the demo was interrupted.
    private static bool IsTimeout(Exception failure) => failure is TaskCanceledException { InnerException: TimeoutException };
}
