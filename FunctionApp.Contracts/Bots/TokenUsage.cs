using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Tokens that an answer took, as the model service counts them.</summary>
/// <param name="PromptTokens">Tokens of the instructions, the history and the message.</param>
/// <param name="CompletionTokens">Tokens of the answer, including a reasoning model's thoughts.</param>
public sealed record TokenUsage(
    [property: Description("Tokens of the instructions, the history and the message.")] int PromptTokens,
    [property: Description("Tokens of the answer, including a reasoning model's thoughts.")] int CompletionTokens)
{
    /// <summary>The sum of both.</summary>
    [Description("The sum of both.")]
    public int TotalTokens => PromptTokens + CompletionTokens;
}
