using BotGateway.OpenAI;

namespace BotGateway.Usage;

/// <summary>
/// Says that a thread may hold answers that are not counted yet. Written before the model is asked; the answers bear its id. It is deleted in the batch that
/// counts them, so each is counted once, by this process or, after a crash, by the timer.
/// </summary>
/// <param name="Tokens">How much of the client's budget is reserved.</param>
internal sealed record Reservation(string Id, string ThreadId, DateTimeOffset OpenedAt, long Tokens)
{
    /// <summary>How long a process uses a reservation for further messages of the thread.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>
    /// For how many messages. They are counted in one batch of at most 100 rows: the account, the reservation, and for each answer a sum of its model and one of its bot.
    /// </summary>
    public const int MostMessages = 49;

    // The longest model call, the writes around it, and the difference between the clocks of two instances.
    private static readonly TimeSpan Lifetime = Window + ServiceCalls.Deadline + TimeSpan.FromMinutes(3);

    /// <summary>From then on, no answer is added under it, unless its process stood still.</summary>
    public DateTimeOffset Expires => OpenedAt + Lifetime;
}
