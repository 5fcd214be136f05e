using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Creates a thread.</summary>
public sealed record NewThreadRequest
{
    /// <summary>An id of the old service that every event accepts in place of the new one: 1 to 64 letters, digits, _ and -; each only once among the client's threads.</summary>
    [Description("An id of the old service that every event accepts in place of the new one: 1 to 64 letters, digits, _ and -; each only once among the client's threads.")]
    [Alias("legacyID")]
    public string? LegacyId { get; init; }
}
