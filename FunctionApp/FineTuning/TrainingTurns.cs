using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>
/// Limits the bytes that are checked and uploaded concurrently. A client has at most one request in the queue, and a client that holds nothing has room that
/// others cannot take: a client that sends ten at once waits for its own requests.
/// </summary>
internal sealed class TrainingTurns(TimeProvider clock)
{
    public const long Shared = 3 * Largest;

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private const long Largest = RequestLimits.MostBytes;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);
    private readonly List<Waiting> _waiting = [];
    private long _total;

    /// <exception cref="GatewayException">Throttled: it would take too long.</exception>
    public async Task<IDisposable> EnterAsync(string clientId, long bytes, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, clientId, Math.Min(bytes, Largest));
        Waiting waiting;
        lock (_lock)
        {
            if ((_waiting.Count == 0 || !_held.ContainsKey(clientId)) && TryTake(turn))
                return turn;
            if (_waiting.Exists(other => other.Turn.ClientId == clientId))
                throw TooMany();
            waiting = new Waiting(turn, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.Add(waiting);
        }

        try
        {
            await waiting.Granted.Task.WaitAsync(LongestWait, clock, cancellationToken);
            return turn;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Leave(waiting);
            if (e is TimeoutException)
                throw TooMany();
            throw;
        }
    }

    private static GatewayException TooMany() => new(ErrorKind.Throttled, "The gateway is checking as much training data as it can; retry later.")
    {
        RetryAfter = LongestWait,
    };

    private bool TryTake(Turn turn)
    {
        var held = _held.GetValueOrDefault(turn.ClientId);
        if (_total + turn.Bytes > (held == 0 ? Shared + Largest : Shared))
            return false;
        _held[turn.ClientId] = held + turn.Bytes;
        _total += turn.Bytes;
        return true;
    }

    private void Leave(Waiting waiting)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiting))
                return;
        }

        // It was granted at the last moment.
        waiting.Turn.Dispose();
    }

    private void End(Turn turn)
    {
        lock (_lock)
        {
            _total -= turn.Bytes;
            if ((_held[turn.ClientId] -= turn.Bytes) == 0)
                _held.Remove(turn.ClientId);
            foreach (var waiting in _waiting.OrderBy(other => _held.GetValueOrDefault(other.Turn.ClientId)).ToList())
            {
                if (!TryTake(waiting.Turn))
                    break;
                _waiting.Remove(waiting);
                waiting.Granted.SetResult();
            }
        }
    }

    private sealed record Waiting(Turn Turn, TaskCompletionSource Granted);

    private sealed class Turn(TrainingTurns turns, string clientId, long bytes) : IDisposable
    {
        private int _isOver;

        public string ClientId => clientId;

        // A turn of 0 bytes would not count as held.
        public long Bytes => Math.Max(bytes, 1);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                turns.End(this);
        }
    }
}
