namespace BotGateway.WorkerHost.Storage;

/// <summary>Requests to the Table service; of another service, only their sum means anything.</summary>
/// <param name="Queries">Pages of query results.</param>
/// <param name="PointReads">Reads by key, including those of missing rows.</param>
internal sealed record RequestCounts(int Queries, int PointReads, int Batches, int Others)
{
    public int Sum => Queries + PointReads + Batches + Others;

    public static RequestCounts operator -(RequestCounts a, RequestCounts b) =>
        new(a.Queries - b.Queries, a.PointReads - b.PointReads, a.Batches - b.Batches, a.Others - b.Others);
}
