using System.Collections.Concurrent;

namespace BotGateway.FineTuning;

/// <summary>Lets those who ask for one thing at once share one answer.</summary>
internal sealed class JobChecks
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TrainingJob>>> _running = new(StringComparer.Ordinal);

    /// <summary>Asks the service, or joins a call that is under way; not cancelled with one caller, since others wait for it too.</summary>
    public async Task<TrainingJob> AskAsync(string key, Func<CancellationToken, Task<TrainingJob>> ask, CancellationToken cancellationToken)
    {
        var own = new Lazy<Task<TrainingJob>>(() => ask(CancellationToken.None));
        var asking = _running.GetOrAdd(key, own);
        try
        {
            return await asking.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (asking == own)
                _ = asking.Value.ContinueWith(_ => _running.TryRemove(new(key, own)), TaskScheduler.Default);
        }
    }
}
