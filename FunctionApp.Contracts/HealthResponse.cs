using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Whether the gateway can work: the answer to <c>GET /health</c>.</summary>
public sealed record HealthResponse
{
    /// <summary>200, or 503 if a service does not respond or the timer does not tick.</summary>
    [Description("200, or 503 if a service does not respond or the timer does not tick.")]
    public required int Status { get; init; }

    /// <summary>What is failing; absent if nothing is.</summary>
    [Description("What is failing; absent if nothing is.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Identifies the request in the gateway's log; absent if nothing is failing.</summary>
    [Description("Identifies the request in the gateway's log; absent if nothing is failing.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>The key vault: "ok" or "out of reach".</summary>
    [Description("The key vault: \"ok\" or \"out of reach\".")]
    public required string Vault { get; init; }

    /// <summary>The Table service: "ok" or "out of reach".</summary>
    [Description("The Table service: \"ok\" or \"out of reach\".")]
    public required string Tables { get; init; }

    /// <summary>The model service: "ok" or "out of reach".</summary>
    [Description("The model service: \"ok\" or \"out of reach\".")]
    public required string Model { get; init; }

    /// <summary>The timer: "ok" or "no tick"; absent if its state is unknown.</summary>
    [Description("The timer: \"ok\" or \"no tick\"; absent if its state is unknown.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timer { get; init; }

    /// <summary>When the last tick ended, in ISO 8601 and UTC; null if there was none, absent without timer.</summary>
    [Description("When the last tick ended, in ISO 8601 and UTC; null if there was none, absent without timer.")]
    public DateTimeOffset? LastTick { get; init; }

    /// <summary>Base models that are not deployed; absent if all are.</summary>
    [Description("Base models that are not deployed; absent if all are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Models { get; init; }
}
