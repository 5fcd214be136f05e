namespace BotGateway.Http;

/// <summary>
/// Limits the total memory of unauthenticated requests. When it is exhausted, the largest request is rejected, so a flood of large requests never delays
/// smaller ones; small ones do not count.
/// </summary>
internal sealed class UploadBudget(long total)
{
    private readonly Lock _lock = new();
    private readonly HashSet<UploadShare> _receiving = [];
    private long _held;

    /// <summary>Reserves memory for an upload, if necessary by rejecting larger ones.</summary>
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

    /// <summary>Exempts a completely received upload from rejection, because it will soon be done.</summary>
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
