using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>The time for which a thread belongs to one message, so that no other asks the model meanwhile.</summary>
/// <param name="Until">When it expires if it is not released.</param>
internal sealed record ThreadLease(Guid Holder, DateTimeOffset Until)
{
    // The longest model call, the writes around it, and the difference between the clocks of two instances.
    private static readonly TimeSpan Lifetime = ServiceCalls.Deadline + TimeSpan.FromSeconds(90);

    // No clock that is right writes a time farther ahead than this: one that is wrong must not block a thread for days.
    private static readonly TimeSpan LongestLead = Lifetime + TimeSpan.FromMinutes(1);

    /// <summary>A lease that has been released, or never was.</summary>
    public static ThreadLease Ended { get; } = new(Guid.Empty, DateTimeOffset.UnixEpoch);

    public static ThreadLease Begin(Guid holder, DateTimeOffset now) => new(holder, now + Lifetime);

    public bool IsHeldAt(DateTimeOffset now) => Until > now && Until <= now + LongestLead;
}
