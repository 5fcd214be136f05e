using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>The demo: the product's whole story, told by a client over HTTP.</summary>
internal static class Demonstration
{
    // The steps in their order; each may use what those before it have left in the story.
    private static IReadOnlyList<IDemoStep> Steps(TimeSpan trainingLimit) =>
    [
        new CheckCredentialsStep(),
        new TrainStep(),
        new CheckTrainStep(trainingLimit),
        new TrainingCourseStep(),
        new ListModelsStep(),
        new NewBotStep(),
        new MessagingStep("A message to the bot", "Hola, Chistero. Cuéntame un chiste de informáticos."),
        new MessagingStep("A second message: the thread remembers the first", "Ese ya lo sabía. ¿Tienes otro?"),
        new ScheduledRoutineStep(),
        new UpdateBotStep(),
        new DeleteStep(),
        new BotRoutineStep(),
        new RefusedRequestStep(),
    ];

    /// <summary>Plays all steps, up to the first that fails.</summary>
    /// <param name="http">Reaches the gateway; its base address is the gateway's.</param>
    /// <param name="credentials">The client's keys.</param>
    /// <param name="clock">The gateway's clock.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="trainingLimit">How long the training may take.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    /// <returns>Whether every step went as the protocol promises.</returns>
    public static async Task<bool> PlayAsync(
        HttpClient http,
        GatewayCredentials credentials,
        TimeProvider clock,
        DemoScreen screen,
        TimeSpan trainingLimit,
        CancellationToken cancellationToken)
    {
        var story = new DemoStory(new GatewayClient(credentials, clock), http, screen, clock);
        var steps = Steps(trainingLimit);
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

        screen.Say($"All {steps.Count} steps went as the protocol promises.");
        return true;
    }

    // How HttpClient tells that its own limit is over; without the inner exception, somebody has ended the demo.
    private static bool IsTimeout(Exception failure) => failure is TaskCanceledException { InnerException: TimeoutException };
}
