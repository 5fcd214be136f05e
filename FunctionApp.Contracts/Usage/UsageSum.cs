using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>What was used on a day, by a bot, of a model, or in all.</summary>
public sealed record UsageSum
{
    /// <summary>The UTC day; by day only.</summary>
    [Description("The UTC day; with `by`: `day` only.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Day { get; init; }

    /// <summary>The bot; by bot only.</summary>
    [Description("The bot; with `by`: `bot` only.")]
    [JsonPropertyName("bot_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BotId { get; init; }

    /// <summary>The model; by model only.</summary>
    [Description("The model, of a trained one the name that the service gave it; with `by`: `model` only.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>Answers that models gave to messages and routines.</summary>
    [Description("Answers that models gave to messages and routines.")]
    public required long Requests { get; init; }

    /// <summary>Tokens of the instructions, the history and the messages.</summary>
    [Description("Tokens of the instructions, the history and the messages.")]
    public required long PromptTokens { get; init; }

    /// <summary>Prompt tokens that the service had in its cache.</summary>
    [Description("Prompt tokens that the service had in its cache; part of `prompt_tokens`.")]
    public long CachedTokens { get; init; }

    /// <summary>Tokens of the answers.</summary>
    [Description("Tokens of the answers, including a reasoning model's thoughts.")]
    public required long CompletionTokens { get; init; }

    /// <summary>Tokens that jobs were trained on.</summary>
    [Description("Tokens that succeeded jobs were trained on, as the service counts them; 0 with `by`: `bot`.")]
    public long TrainedTokens { get; init; }

    /// <summary>Hours for which trained models were deployed.</summary>
    [Description("Hours for which the gateway had trained models deployed, up to now; 0 with `by`: `bot`.")]
    public double DeploymentHours { get; init; }

    /// <summary>What it costs; absent if the gateway lacks a price of it.</summary>
    [Description("What it costs by the gateway's settings `Prices__N__*`, in their currency; absent if they lack a price of it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; init; }
}
