using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A page of the client's models. It may hold fewer than the limit, even none, and still have a next one.</summary>
public sealed record ListModelsResponse
{
    /// <summary>Base and configured models by name, then trained ones in the order of their jobs' ids.</summary>
    [Description("Base and configured models by name, then trained ones in the order of their jobs' ids.")]
    public required IReadOnlyList<ModelSummary> Models { get; init; }

    /// <summary>Send it with the next request to get the page after this one; absent on the last.</summary>
    [Description("Send it with the next request to get the page after this one; absent on the last.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
