namespace BotGateway.Http;

/// <summary>The part of the memory budget that one unauthenticated request uses.</summary>
internal sealed class UploadShare(UploadBudget budget, long? announced, CancellationToken cancellationToken) : IDisposable
{
    // Free for each request: the number of connections already limits it, and their buffers are as large.
    private const int FreeBytes = 64 * 1024;

    private CancellationTokenSource? _receiving;
    private long _taken;

    /// <summary>What it uses of the budget; changed by the budget only.</summary>
    public long Held { get; set; }

    /// <summary>Its size as far as is known; one that has just started does not count as small.</summary>
    public long Size => Math.Max(Held, announced ?? 0);

    public bool HasYielded { get; private set; }

    /// <summary>Cancelled when the request is cancelled or rejected.</summary>
    public CancellationToken Cancellation => _receiving?.Token ?? cancellationToken;

    /// <exception cref="GatewayException">Unavailable: the budget is exhausted.</exception>
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
        // They take as long as their senders.
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
