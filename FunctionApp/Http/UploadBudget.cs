namespace BotGateway.Http;

/// <summary>
/// Bounds the memory of all requests together whose senders are not authenticated yet. When it is used up, the largest request yields: however many
/// large ones strangers send, a smaller one never waits for them, and small ones take nothing from it.
/// </summary>
internal sealed class UploadBudget(long total)
{
    private readonly Lock _lock = new();
    private readonly HashSet<UploadShare> _receiving = [];
    private long _held;

    /// <summary>Takes memory for an upload, if need be from larger ones.</summary>
    public bool TryTake(UploadShare share, int bytes)
    {
        lock (_lock)
        {
            while (!share.HasYielded && _held + bytes > total)
            {
                var largest = _receiving.MaxBy(other => other.Size);
                if (largest is null || largest.Size <= Math.Max(share.Size, share.Held + bytes))
                    return false;
                Remove(largest);
                largest.Yield();
            }

            if (share.HasYielded)
                return false;
            _receiving.Add(share);
            _held += bytes;
            share.Held += bytes;
            return true;
        }
    }

    /// <summary>An upload that is received whole is not made to yield any more: it will be done soon.</summary>
    public void Complete(UploadShare share)
    {
        lock (_lock)
            _receiving.Remove(share);
    }

    public void Release(UploadShare share)
    {
        lock (_lock)
            Remove(share);
    }

    private void Remove(UploadShare share)
    {
        _receiving.Remove(share);
        _held -= share.Held;
        share.Held = 0;
    }
}
