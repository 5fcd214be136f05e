using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How far an erasure is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErasureStatus>))]
public enum ErasureStatus
{
    /// <summary>The timer goes on with it.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Nothing of the client is left.</summary>
    [JsonStringEnumMemberName("done")]
    Done,
}
