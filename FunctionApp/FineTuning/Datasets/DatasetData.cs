using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.FineTuning.Datasets;

/// <summary>Erases a client's datasets, also blobs among them that are no part of one.</summary>
internal sealed class DatasetData(DatasetStore store) : IClientData
{
    private const int Portion = 200;
    private const int DeletesAtOnce = 8;

    public string Kind => "dataset_parts";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var (blobs, next) = await store.Container.ReadPageAsync(PartBlob.PrefixOf(clientId), position: null, Portion, cancellationToken);
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(blobs, parallel, async (blob, cancel) =>
        {
            if (await store.Container.DeleteAsync(blob.Name, blob.Properties.ETag!.Value, cancel))
                Interlocked.Increment(ref deleted);
        });
        return new ErasureStep(deleted > 0, next is null && deleted == blobs.Count, new ErasedCounts { DatasetParts = deleted });
    }
}
