using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Whether the gateway can work: the answer to <c>GET /health</c>.</summary>
public sealed record HealthResponse
{
    /// <summary>200, or 503 if a service does not answer or the timer does not tick.</summary>
    [Description("200, or 503 if a service does not answer or the timer does not tick.")]
    public required int Status { get; init; }

    /// <summary>What does not work; absent if everything does.</summary>
    [Description("What does not work; absent if everything does.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>The id that finds the request in the gateway's log; absent if everything works.</summary>
    [Description("The id that finds the request in the gateway's log; absent if everything works.")]
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

    /// <summary>The timer: "ok" or "no tick"; absent if it is not known.</summary>
    [Description("The timer: \"ok\" or \"no tick\"; absent if it is not known.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timer { get; init; }

    /// <summary>When the last tick ended, in ISO 8601 and UTC; null if none has, absent without timer.</summary>
    [Description("When the last tick ended, in ISO 8601 and UTC; null if none has, absent without timer.")]
    public DateTimeOffset? LastTick { get; init; }

    /// <summary>Base models that are not deployed; absent if all are.</summary>
    [Description("Base models that are not deployed; absent if all are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Models { get; init; }
}
