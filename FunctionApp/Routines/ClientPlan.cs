using BotGateway.Scheduling;

namespace BotGateway.Routines;

/// <summary>
/// What a tick does with a client's due routines: those of a thread go to one slot, where they run in sequence, and slots get about equal numbers. What
/// exceeds the client's share is postponed, in proportion to its number, so that every tick costs about the same.
/// </summary>
internal sealed class ClientPlan
{
    /// <summary>How many routines a message holds: work for the time until the next tick if a model takes a second.</summary>
    public const int MostPerSlot = 64;

    private readonly List<List<DueRoutine>> _loads = [];
    private readonly List<DueRoutine> _excess = [];

    public ClientPlan(IEnumerable<DueRoutine> routines, ClientSlots slots)
    {
        foreach (var thread in routines.GroupBy(routine => routine.Thread, StringComparer.Ordinal))
        {
            // Of two concurrent runs on one thread, the second would find the thread changed after paying for a useless answer.
            var load = slots.Busy.Contains(thread.Key) ? null : ChooseLoad(slots.Free.Count);
            var room = load is null ? 0 : MostPerSlot - load.Count;
            load?.AddRange(thread.Take(room));
            _excess.AddRange(thread.Skip(room));
        }

        _loads.RemoveAll(load => load.Count == 0);
    }

    public IReadOnlyList<IReadOnlyList<DueRoutine>> Loads => _loads;

    public IEnumerable<(DueRoutine Routine, DateTimeOffset Until)> SetBack(DateTimeOffset now) =>
        _excess.Select((routine, rank) => (routine, now + Postponement.Of(rank, MostPerSlot)));

    private List<DueRoutine>? ChooseLoad(int free)
    {
        if (_loads.Count < free)
            _loads.Add([]);
        return _loads.MinBy(load => load.Count);
    }
}
