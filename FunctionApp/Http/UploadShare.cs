namespace BotGateway.Http;

/// <summary>What one request takes of the memory budget until its sender is authenticated.</summary>
internal sealed class UploadShare(UploadBudget budget, long? announced, CancellationToken cancellationToken) : IDisposable
{
    // What each request may take: the number of connections bounds that already, and what they buffer is of the same size.
    private const int FreeBytes = 64 * 1024;

    private CancellationTokenSource? _receiving;
    private long _taken;

    /// <summary>What it takes from the budget; the budget's to change.</summary>
    public long Held { get; set; }

    /// <summary>How large it is as far as is known; one that has just begun is not small for that.</summary>
    public long Size => Math.Max(Held, announced ?? 0);

    public bool HasYielded { get; private set; }

    /// <summary>Cancelled when the request is given up, or has to yield.</summary>
    public CancellationToken Cancellation => _receiving?.Token ?? cancellationToken;

    /// <exception cref="GatewayException">Unavailable: there is not enough.</exception>
    public void Take(int bytes)
    {
        _taken += bytes;
        if (_taken <= FreeBytes)
            return;
        _receiving ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!budget.TryTake(this, bytes))
            throw Overload();
    }

    public void Complete()
    {
        if (_receiving is not null)
            budget.Complete(this);
    }

    public static GatewayException Overload() => new(ErrorKind.Unavailable, "The gateway is receiving too many large requests; retry later.")
    {
        // They last as long as their senders take to send them.
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public void Yield()
    {
        HasYielded = true;
        _ = _receiving!.CancelAsync(); // Not on this thread, which holds the budget's lock.
    }

    public void Dispose()
    {
        if (_receiving is null)
            return;
        budget.Release(this);
        _receiving.Dispose();
    }
}
