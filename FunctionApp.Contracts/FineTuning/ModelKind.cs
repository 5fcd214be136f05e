using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Where a model comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelKind>))]
public enum ModelKind
{
    /// <summary>One that every client may use.</summary>
    [JsonStringEnumMemberName("base")]
    Base,

    /// <summary>One that is configured for this client.</summary>
    [JsonStringEnumMemberName("configured")]
    Configured,

    /// <summary>One that a job of the client trained.</summary>
    [JsonStringEnumMemberName("trained")]
    Trained,
}
