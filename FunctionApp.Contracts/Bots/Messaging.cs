using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Sends a message to a bot in a thread.</summary>
public sealed record MessagingRequest : IEventRequest, IIdempotentRequest
{
    /// <summary>The thread.</summary>
    [Description("The thread.")]
    [JsonPropertyName("threadID")]
    [Alias("thread_id")]
    public required string ThreadId { get; init; }

    /// <summary>The bot that answers.</summary>
    [Description("The bot that answers.")]
    [JsonPropertyName("botID")]
    [Alias("bot_id")]
    public required string BotId { get; init; }

    /// <summary>The message.</summary>
    [Description("The message.")]
    [Alias("messaging")]
    public required string Message { get; init; }

    /// <summary>Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.</summary>
    [Description("Under which the first answer is kept for 24 hours, so that the request can be sent again: 1 to 128 visible ASCII characters.")]
    public string? IdempotencyKey { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("messaging", "Send a message",
            new MessagingRequest { BotId = ExampleIds.Bot, ThreadId = ExampleIds.Thread, Message = "Cuéntame un chiste." },
            new MessagingResponse
            {
                Message = "¿Qué hace una abeja en el gimnasio? ¡Zum-ba!",
                ThreadId = ExampleIds.Thread,
                Usage = new TokenUsage(40, 20),
            }),
    ];
}

/// <summary>The bot's answer.</summary>
public sealed record MessagingResponse
{
    /// <summary>The bot's answer.</summary>
    [Description("The bot's answer.")]
    public required string Message { get; init; }

    /// <summary>The thread, which now contains message and answer.</summary>
    [Description("The thread, which now contains message and answer.")]
    public required string ThreadId { get; init; }

    /// <summary>The tokens that were used; null if the model service does not report them.</summary>
    [Description("The tokens that were used; null if the model service does not report them.")]
    public TokenUsage? Usage { get; init; }

    /// <summary>True if the answer was cut off at Messaging__MaxCompletionTokens; otherwise absent.</summary>
    [Description("True if the answer was cut off at `Messaging__MaxCompletionTokens`; otherwise absent.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Truncated { get; init; }
}
