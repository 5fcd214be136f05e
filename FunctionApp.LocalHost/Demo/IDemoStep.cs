namespace BotGateway.LocalHost.Demo;

internal interface IDemoStep
{
    string Title { get; }

    /// <summary>Sends its requests and checks the responses.</summary>
    /// <exception cref="DemoFailureException">A response differs from docs/api.md.</exception>
    Task PlayAsync(DemoStory story, CancellationToken cancellationToken);
}
