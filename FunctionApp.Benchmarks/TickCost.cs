namespace BotGateway.Benchmarks;

/// <summary>What a tick asked of others.</summary>
/// <param name="Queries">Pages of ranges read.</param>
/// <param name="PointReads">Rows read by their keys, also those that are not there.</param>
/// <param name="Batches">Batches written.</param>
/// <param name="OtherRequests">All other requests to the Table service.</param>
/// <param name="Chats">Chat completions.</param>
/// <param name="Polls">Fine-tuning jobs asked for.</param>
internal sealed record TickCost(int Queries, int PointReads, int Batches, int OtherRequests, int Chats, int Polls)
{
    /// <summary>All requests to the Table service.</summary>
    public int StorageRequests => Queries + PointReads + Batches + OtherRequests;

    public static TickCost operator -(TickCost a, TickCost b) => new(
        a.Queries - b.Queries,
        a.PointReads - b.PointReads,
        a.Batches - b.Batches,
        a.OtherRequests - b.OtherRequests,
        a.Chats - b.Chats,
        a.Polls - b.Polls);
}

/// <summary>A tick that was run.</summary>
/// <param name="Cost">What it asked for.</param>
/// <param name="Time">How long it took.</param>
internal sealed record MeasuredTick(TickCost Cost, TimeSpan Time);

/// <summary>The ticks over one workload.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Busy">Ticks with all of its work due.</param>
/// <param name="Quiet">As many ticks with nothing due, each right after a busy one.</param>
internal sealed record Measurement(Workload Workload, IReadOnlyList<MeasuredTick> Busy, IReadOnlyList<MeasuredTick> Quiet);
