using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.Scheduling;

/// <summary>What a message of the queue holds: work of one client for one slot, as ids only.</summary>
internal sealed record Work
{
    public required string Client { get; init; }

    public required string Slot { get; init; }

    /// <summary>Tells the holder of the slot from an earlier one, whose message came late or twice.</summary>
    public required string Token { get; init; }

    /// <summary>Routines to run one after the other; all due routines of a thread are here.</summary>
    public IReadOnlyList<string> Routines { get; init; } = [];

    public IReadOnlyList<string> Jobs { get; init; } = [];

    [JsonPropertyName("intents")] // Messages of earlier versions have this name.
    public IReadOnlyList<string> Pending { get; init; } = [];

    [JsonIgnore]
    public bool IsDone => Routines.Count + Jobs.Count + Pending.Count == 0;

    public string Write() => JsonSerializer.Serialize(this, WorkJson.Default.Work);

    /// <exception cref="JsonException">It is none of the gateway's.</exception>
    public static Work Read(string message) =>
        JsonSerializer.Deserialize(message, WorkJson.Default.Work) ?? throw new JsonException("The message is null.");
}

