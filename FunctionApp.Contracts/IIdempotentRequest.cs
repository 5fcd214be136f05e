namespace BotGateway.Contracts;

/// <summary>A request that may be sent again without being carried out again.</summary>
public interface IIdempotentRequest
{
    /// <summary>The key under which the first answer is kept for 24 hours: 1 to 128 visible ASCII characters; null: each request is carried out.</summary>
    string? IdempotencyKey { get; }
}
