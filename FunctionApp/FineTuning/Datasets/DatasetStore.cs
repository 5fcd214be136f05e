using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BotGateway.Storage;
using BotGateway.Tables;

namespace BotGateway.FineTuning.Datasets;

/// <summary>Keeps datasets as blobs in container <c>datasets</c>. A client's datasets do not exist for another: its id is the first part of every name.</summary>
internal sealed class DatasetStore(BlobServiceClient service)
{
    private const int DeletesAtOnce = 8;

    internal BlobContainer Container { get; } = new(service.GetBlobContainerClient("datasets"));

    internal async Task<IReadOnlyList<Dataset>> ReadAllAsync(string clientId, CancellationToken cancellationToken)
    {
        var blobs = await Container.ReadAsync(PartBlob.PrefixOf(clientId), cancellationToken).ToListAsync(cancellationToken);
        return Group(blobs);
    }

    /// <returns>The dataset; null if the client has none of this id.</returns>
    internal async Task<Dataset?> FindAsync(string clientId, string id, CancellationToken cancellationToken)
    {
        if (!EntityId.IsOf("dataset", id))
            return null;

        var blobs = await Container.ReadAsync(PartBlob.PrefixOf(clientId, id), cancellationToken).ToListAsync(cancellationToken);
        return Group(blobs).SingleOrDefault();
    }

    /// <returns>The part, or the one that was there already; null if that has been deleted since.</returns>
    internal async Task<(DatasetPart? Part, bool IsNew)> AddAsync(
        string clientId, string id, int number, PartContent content, DateTimeOffset addedAt, CancellationToken cancellationToken)
    {
        var name = PartBlob.NameOf(clientId, id, number);
        var metadata = PartBlob.Describe(content, addedAt);
        await using var stream = content.OpenRead();
        if (await Container.TryAddAsync(name, stream, metadata, cancellationToken) is { } version)
            return (PartBlob.ToPart(number, content.Length, version, metadata, addedAt), true);
        // A retry of the SDK's, after an answer that was lost, comes here too.
        return await Container.FindAsync(name, cancellationToken) is { } there
            ? (PartBlob.ToPart(number, there.ContentLength, there.ETag, there.Metadata, there.LastModified), false)
            : (null, false);
    }

    /// <summary>Deletes parts of a dataset, and none that has taken their place since.</summary>
    internal async Task<int> DeleteAsync(string clientId, string id, IEnumerable<DatasetPart> parts, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(parts, parallel, async (part, cancel) =>
        {
            if (await Container.DeleteAsync(PartBlob.NameOf(clientId, id, part.Number), part.Version, cancel))
                Interlocked.Increment(ref deleted);
        });
        return deleted;
    }

    internal static IReadOnlyList<Dataset> Group(IEnumerable<BlobItem> blobs)
    {
        var parts = new Dictionary<(string ClientId, string Id), List<DatasetPart>>();
        foreach (var blob in blobs)
        {
            if (!PartBlob.TryReadName(blob.Name, out var clientId, out var id, out var number))
                continue;
            if (!parts.TryGetValue((clientId, id), out var list))
                parts[(clientId, id)] = list = [];
            var properties = blob.Properties;
            list.Add(PartBlob.ToPart(number, properties.ContentLength!.Value, properties.ETag!.Value, blob.Metadata, properties.LastModified!.Value));
        }

        return [.. parts.Select(dataset => new Dataset(dataset.Key.ClientId, dataset.Key.Id, dataset.Value))];
    }
}
