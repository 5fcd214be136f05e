using Microsoft.Extensions.Hosting;

namespace BotGateway.Usage;

/// <summary>Counts what has been used when the app has stopped, after the last message. What a crash leaves, the timer counts.</summary>
internal sealed class UsageClosing(UsageLedger ledger) : IHostedLifecycleService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAny(ledger.CloseAllAsync(), Task.Delay(Longest, cancellationToken));
}
