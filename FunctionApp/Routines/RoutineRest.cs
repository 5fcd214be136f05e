namespace BotGateway.Routines;

/// <summary>Why a routine is looked at later than at its due time.</summary>
internal enum RoutineRest
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It has been dispatched, or set back since its client's slots are taken: it may start at any time.</summary>
    Queued,

    /// <summary>It is being run, or waits for its next attempt.</summary>
    Leased,
}
