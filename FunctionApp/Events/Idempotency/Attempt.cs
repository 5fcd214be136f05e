using BotGateway.Tables;

namespace BotGateway.Events.Idempotency;

/// <summary>One try to carry a request out. All tries under one idempotency key give the same ids to what they create, so that nothing is created twice.</summary>
internal sealed class Attempt
{
    private readonly Guid _seed;

    private Attempt(Guid seed, DateTimeOffset firstAt, int number) => (_seed, FirstAt, Number) = (seed, firstAt, number);

    /// <summary>From 1 on.</summary>
    public int Number { get; }

    public bool IsRepeated => Number > 1;

    /// <summary>When the first one began.</summary>
    public DateTimeOffset FirstAt { get; }

    /// <summary>The only try of a request without a key.</summary>
    public static Attempt Only(TimeProvider clock) => new(Guid.NewGuid(), clock.GetUtcNow(), 1);

    public static Attempt Of(IdempotencyRecord record) => new(record.Seed, record.FirstAt, record.Attempts);

    /// <param name="name">Tells it from others of the same kind that the request creates.</param>
    public string NewId(string kind, string name = "") => EntityId.From(kind, FirstAt, _seed, name);
}
