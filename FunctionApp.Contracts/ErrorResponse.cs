using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Any answer other than success.</summary>
public sealed record ErrorResponse
{
    /// <summary>The HTTP status.</summary>
    [Description("The HTTP status.")]
    public required int Status { get; init; }

    /// <summary>What is wrong; for a 401 always "unauthorized".</summary>
    [Description("What is wrong; for a 401 always \"unauthorized\".")]
    public required string Message { get; init; }

    /// <summary>Identifies the request in the gateway's log; absent from a 401, which has it only in the header x-request-id.</summary>
    [Description("Identifies the request in the gateway's log; absent from a 401, which has it only in the header x-request-id.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>The budget that is exhausted: "daily" or "monthly".</summary>
    [Description("The budget that is exhausted: \"daily\" or \"monthly\".")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Budget { get; init; }

    /// <summary>When that budget is reset.</summary>
    [Description("When that budget is reset.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The errors in training data, at most 50.</summary>
    [Description("The errors in training data, at most 50.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ExampleError>? Errors { get; init; }

    /// <summary>How many more errors there are.</summary>
    [Description("How many more errors there are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MoreErrors { get; init; }
}
