namespace BotGateway.Benchmarks;

/// <summary>The requests of a tick to other services.</summary>
/// <param name="Queries">Pages of query results.</param>
/// <param name="PointReads">Reads by key, including those of missing rows.</param>
/// <param name="OtherRequests">All other requests to the Table service.</param>
/// <param name="Polls">Fine-tuning jobs that were polled.</param>
internal sealed record TickCost(int Queries, int PointReads, int Batches, int OtherRequests, int Chats, int Polls)
{
    public int StorageRequests => Queries + PointReads + Batches + OtherRequests;

    public static TickCost operator -(TickCost a, TickCost b) => new(
        a.Queries - b.Queries,
        a.PointReads - b.PointReads,
        a.Batches - b.Batches,
        a.OtherRequests - b.OtherRequests,
        a.Chats - b.Chats,
        a.Polls - b.Polls);
}

/// <summary>A measured tick.</summary>
internal sealed record MeasuredTick(TickCost Cost, TimeSpan Time);

/// <summary>The ticks of one workload.</summary>
/// <param name="Busy">Ticks with all work due.</param>
/// <param name="Quiet">Ticks with nothing due, one right after each busy one.</param>
internal sealed record Measurement(Workload Workload, IReadOnlyList<MeasuredTick> Busy, IReadOnlyList<MeasuredTick> Quiet);
