using BotGateway.WorkerHost.Storage;

namespace BotGateway.Benchmarks;

/// <summary>The requests of a tick to other services.</summary>
/// <param name="Polls">Fine-tuning jobs that were polled.</param>
internal sealed record TickCost(RequestCounts Tables, int Chats, int Polls)
{
    public static TickCost operator -(TickCost a, TickCost b) => new(a.Tables - b.Tables, a.Chats - b.Chats, a.Polls - b.Polls);
}

/// <summary>A measured tick.</summary>
internal sealed record MeasuredTick(TickCost Cost, TimeSpan Time);

/// <summary>The ticks of one workload.</summary>
/// <param name="Busy">Ticks with all work due.</param>
/// <param name="Quiet">Ticks with nothing due, one right after each busy one.</param>
internal sealed record Measurement(Workload Workload, IReadOnlyList<MeasuredTick> Busy, IReadOnlyList<MeasuredTick> Quiet);
