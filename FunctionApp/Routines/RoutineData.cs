using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>Erases a client's routines. What their runs brought is erased afterwards, by <see cref="RunData"/>.</summary>
internal sealed class RoutineData(RoutineReader reader, RoutineDeletion deletion) : IClientData
{
    private const int Portion = 200;
    private const int Parallelism = 8;

    public string Kind => "routines";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var found = await reader.ReadPageAsync(clientId, after: null, Portion, cancellationToken);
        var deleted = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found, parallel, async (routine, cancel) =>
        {
            if (await deletion.TryDeleteAsync(routine, cancel))
                Interlocked.Increment(ref deleted);
        });
        return new ErasureStep(deleted > 0, deleted == found.Count && found.Count < Portion, new ErasedCounts { Routines = deleted });
    }
}
