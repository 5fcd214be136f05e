using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Lists the client's threads, the newest first.</summary>
public sealed record ListThreadsRequest
{
    /// <summary>Only threads that were created with this bot or in which it answered.</summary>
    [Description("Only threads that were created with this bot or in which it answered.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public string? BotId { get; init; }

    /// <summary>At most so many, 1 to 100; default 100.</summary>
    [Description("At most so many, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>What the page before returned as next.</summary>
    [Description("What the page before returned as next.")]
    public string? Next { get; init; }
}
