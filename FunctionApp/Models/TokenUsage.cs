using System.Text.Json.Nodes;

namespace BotGateway.Models;

/// <summary>What an answer cost, in tokens, as the model service counted.</summary>
/// <param name="PromptTokens">Tokens of the instructions, the history and the message.</param>
/// <param name="CompletionTokens">Tokens of the answer, a reasoning model's thoughts among them.</param>
public sealed record TokenUsage(int PromptTokens, int CompletionTokens)
{
    /// <summary>Shapes the usage as answers carry it, with the names that Chat Completions uses.</summary>
    /// <returns><c>{"prompt_tokens", "completion_tokens", "total_tokens"}</c>.</returns>
    public JsonObject ToJson() => new()
    {
        ["prompt_tokens"] = PromptTokens,
        ["completion_tokens"] = CompletionTokens,
        ["total_tokens"] = PromptTokens + CompletionTokens,
    };
}
