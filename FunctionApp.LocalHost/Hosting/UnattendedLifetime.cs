namespace BotGateway.LocalHost.Hosting;

/// <summary>Does not handle the process's signals: they belong to the owner of the <see cref="LocalApp"/>, such as a test run with several.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
