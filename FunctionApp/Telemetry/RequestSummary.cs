using BotGateway.Http;

namespace BotGateway.Telemetry;

/// <summary>A request that has ended, without its content.</summary>
/// <param name="Status">The HTTP status; null if there was none.</param>
internal sealed record RequestSummary(string Id, string? Client, string? Event, int? Status, TimeSpan Duration)
{
    /// <summary>Why the client was not authenticated.</summary>
    public string? Refusal { get; init; }

    /// <summary>What went wrong, as <see cref="SafeExceptionSummary"/> says it.</summary>
    public string? Error { get; init; }

    /// <summary>The type of the answer's record; null without one.</summary>
    public Type? ResponseType { get; init; }
}
