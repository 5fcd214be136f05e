using System.Text.Json.Nodes;

namespace BotGateway.Cli.Comparing;

/// <summary>What a model answered to a question.</summary>
/// <param name="Answer">Null if there is none.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record Reply(string? Answer, string? Error, double Similarity, long PromptTokens, long CompletionTokens)
{
    public JsonObject ToJson() => new()
    {
        ["answer"] = Answer,
        ["error"] = Error,
        ["similarity"] = Math.Round(Similarity, 4),
        ["prompt_tokens"] = PromptTokens,
        ["completion_tokens"] = CompletionTokens,
    };
}
