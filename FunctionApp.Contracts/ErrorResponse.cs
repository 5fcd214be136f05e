using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Any answer other than success.</summary>
public sealed record ErrorResponse
{
    /// <summary>The HTTP status.</summary>
    [Description("The HTTP status.")]
    public required int Status { get; init; }

    /// <summary>What is wrong; of a 401 only "unauthorized".</summary>
    [Description("What is wrong; of a 401 only \"unauthorized\".")]
    public required string Message { get; init; }

    /// <summary>The id that finds the request in the gateway's log; absent from a 401, whose header x-request-id has it.</summary>
    [Description("The id that finds the request in the gateway's log; absent from a 401, whose header x-request-id has it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>The faults of training data, at most 50.</summary>
    [Description("The faults of training data, at most 50.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExampleError>? Errors { get; init; }

    /// <summary>How many faults are not in the list.</summary>
    [Description("How many faults are not in the list.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreErrors { get; init; }
}
