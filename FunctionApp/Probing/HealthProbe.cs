using BotGateway.Http;
using BotGateway.KeyVault;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;

namespace BotGateway.Probing;

/// <summary>Probes the external services. The endpoint is public, so they are probed at most every 30 s.</summary>
internal sealed partial class HealthProbe(IVault vault, TickLog ticks, IModelService models, TimeProvider clock, ILogger<HealthProbe> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // Shorter than the SDKs' timeouts with retries (up to 3 minutes), so that a hanging service does not make the gateway look dead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<HealthState>? _last;
    private long _askedAt;

    public async Task<HealthState> ProbeAsync(CancellationToken cancellationToken)
    {
        Task<HealthState> probe;
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && clock.GetElapsedTime(_askedAt) >= Lifetime))
            {
                _askedAt = clock.GetTimestamp();
                _last = AskAsync();
            }

            probe = _last;
        }

        return await probe.WaitAsync(cancellationToken);
    }

    private async Task<HealthState> AskAsync()
    {
        TimerState? timer = null;
        var parts = await Task.WhenAll(
            AskAsync("vault", "KeyVault__Uri", vault.ProbeAsync),
            AskAsync("tables", "Tables__*", async cancel => timer = await ticks.FindLastAsync(cancel)),
            AskAsync("model", "OpenAI__Endpoint", models.ProbeAsync));
        return new HealthState(parts, timer);
    }

    private async Task<Part> AskAsync(string name, string setting, Func<CancellationToken, Task> probe)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await probe(patience.Token);
            return new Part(name, Answers: true);
        }
        catch (Exception e) when (e is GatewayException || patience.IsCancellationRequested)
        {
            LogNoAnswer(name, setting, SafeExceptionSummary.Of(e));
            return new Part(name, Answers: false);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "Health: {Part} (setting {Setting}) does not respond ({Causes})")]
    private partial void LogNoAnswer(string part, string setting, string causes);
}
