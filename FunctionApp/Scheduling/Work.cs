using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.Scheduling;

/// <summary>A queue message: work of one client for one slot, as ids only.</summary>
internal sealed record Work
{
    public required string Client { get; init; }

    public required string Slot { get; init; }

    /// <summary>Distinguishes the holder of the slot from an earlier one, whose message is late or duplicated.</summary>
    public required string Token { get; init; }

    /// <summary>Routines to run in sequence; all due routines of a thread are in one message.</summary>
    public IReadOnlyList<string> Routines { get; init; } = [];

    /// <summary>The threads of the routines, as far as they are known; messages of earlier versions name none.</summary>
    public IReadOnlyList<string> Threads { get; init; } = [];

    public IReadOnlyList<string> Jobs { get; init; } = [];

    [JsonPropertyName("intents")] // Messages of earlier versions have this name.
    public IReadOnlyList<string> Pending { get; init; } = [];

    /// <summary>Webhook messages to deliver.</summary>
    public IReadOnlyList<string> Webhooks { get; init; } = [];

    [JsonIgnore]
    public bool IsDone => Routines.Count + Jobs.Count + Pending.Count + Webhooks.Count == 0;

    public string Write() => JsonSerializer.Serialize(this, WorkJson.Default.Work);

    /// <exception cref="JsonException">It is not a message of the gateway.</exception>
    public static Work Read(string message) =>
        JsonSerializer.Deserialize(message, WorkJson.Default.Work) ?? throw new JsonException("The message is null.");
}

