namespace BotGateway.FineTuning.Datasets;

/// <summary>Deletes datasets that have expired, a portion at a time.</summary>
internal sealed class DatasetCleanup(DatasetStore store, DatasetBounds bounds)
{
    private string? _position;

    /// <summary>The most parts that a call looks at, and about the most that it deletes.</summary>
    internal int PageSize { get; init; } = 1000;

    /// <summary>
    /// Looks at one page of all blobs and deletes what has expired there; the next call goes on after it. Of a dataset that two pages share, either page
    /// has a part that says when to look at it as a whole.
    /// </summary>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (blobs, next) = await store.Container.ReadPageAsync("", _position, PageSize, cancellationToken);
        var deleted = 0;
        foreach (var candidate in DatasetStore.Group(blobs).Where(dataset => bounds.ExpiryOf(dataset) <= now))
        {
            // The page may be without its newest parts.
            if (await store.FindAsync(candidate.ClientId, candidate.Id, cancellationToken) is { } dataset && bounds.ExpiryOf(dataset) <= now)
                deleted += await store.DeleteAsync(dataset.ClientId, dataset.Id, dataset.Parts, cancellationToken);
            // The same page again: what was deleted is not on it any more.
            if (deleted >= PageSize)
                return deleted;
        }

        _position = next;
        return deleted;
    }
}
