namespace BotGateway.LocalHost.Hosting;

/// <summary>
/// Leaves the process's signals alone: they belong to whoever holds the <see cref="LocalApp"/>, such as a test run with several.
/// </summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
