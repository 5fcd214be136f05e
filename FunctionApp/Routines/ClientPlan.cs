using BotGateway.Scheduling;

namespace BotGateway.Routines;

/// <summary>
/// What a tick does with a client's due routines: those of a thread go to one slot, where they run one after the other, and each slot gets about as many. What
/// exceeds the client's share comes later, the later the more of it there is, so that it costs no tick more than others.
/// </summary>
internal sealed class ClientPlan
{
    /// <summary>How many routines a message holds: work for the time until the next tick if a model takes a second.</summary>
    public const int MostPerSlot = 64;

    // Ticks come every minute: a pause of a whole one would end just after the next tick.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly List<List<DueRoutine>> _loads = [];
    private readonly List<DueRoutine> _excess = [];

    public ClientPlan(IEnumerable<DueRoutine> routines, ClientSlots slots)
    {
        foreach (var thread in routines.GroupBy(routine => routine.Thread, StringComparer.Ordinal))
        {
            // Of two runs at once on one thread the later would find it changed after its model had been asked, and paid, for nothing.
            var load = slots.Busy.Contains(thread.Key) ? null : ChooseLoad(slots.Free.Count);
            var room = load is null ? 0 : MostPerSlot - load.Count;
            load?.AddRange(thread.Take(room));
            _excess.AddRange(thread.Skip(room));
        }

        _loads.RemoveAll(load => load.Count == 0);
    }

    public IReadOnlyList<IReadOnlyList<DueRoutine>> Loads => _loads;

    public IEnumerable<(DueRoutine Routine, DateTimeOffset Until)> SetBack(DateTimeOffset now) => _excess.Select((routine, rank) =>
    {
        var pause = Pause * (1 + (rank / MostPerSlot));
        return (routine, now + (pause < LongestPause ? pause : LongestPause));
    });

    private List<DueRoutine>? ChooseLoad(int free)
    {
        if (_loads.Count < free)
            _loads.Add([]);
        return _loads.MinBy(load => load.Count);
    }
}
