namespace BotGateway.Scheduling;

/// <summary>How long work waits that exceeds a client's share: in proportion to its number, so that every tick costs about the same.</summary>
internal static class Postponement
{
    // Ticks are a minute apart: a pause of a whole minute would end just after the next tick.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <param name="rank">Its place among the client's, from 0.</param>
    /// <param name="share">How many a tick dispatches.</param>
    public static TimeSpan Of(int rank, int share)
    {
        var pause = Pause * (1 + (rank / share));
        return pause < Longest ? pause : Longest;
    }
}
