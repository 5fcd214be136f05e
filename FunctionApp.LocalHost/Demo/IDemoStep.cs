namespace BotGateway.LocalHost.Demo;

/// <summary>One scene of the demo.</summary>
internal interface IDemoStep
{
    /// <summary>What it shows, in a few words.</summary>
    string Title { get; }

    /// <summary>Sends its requests and checks the answers.</summary>
    /// <param name="story">What earlier steps have left, and the way to the gateway.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    /// <returns>When the step is done.</returns>
    /// <exception cref="DemoFailureException">An answer is not what docs/api.md promises.</exception>
    Task PlayAsync(DemoStory story, CancellationToken cancellationToken);
}
