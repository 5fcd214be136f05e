using System.Diagnostics.CodeAnalysis;

namespace BotGateway.Routines;

/// <summary>A routine as it is stored: either can be read or is broken.</summary>
internal sealed record StoredRoutine
{
    private StoredRoutine(string id, Routine? routine, BrokenRoutine? broken)
    {
        Id = id;
        Routine = routine;
        Broken = broken;
    }

    public string Id { get; }

    /// <summary>The routine, or null if it is broken.</summary>
    public Routine? Routine { get; }

    /// <summary>What is wrong with it, or null if it can be read.</summary>
    public BrokenRoutine? Broken { get; }

    [MemberNotNullWhen(true, nameof(Broken))]
    [MemberNotNullWhen(false, nameof(Routine))]
    public bool IsBroken => Broken is not null;

    public static StoredRoutine Of(Routine routine) => new(routine.Id, routine, null);

    public static StoredRoutine Of(BrokenRoutine broken) => new(broken.Id, null, broken);
}
