using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <param name="Model">The model, by the name that the service answers to (on Azure: the deployment's).</param>
/// <param name="Messages">The conversation, the oldest message first.</param>
/// <param name="Temperature">Sampling temperature, 0 to 2; left out for models that reject it.</param>
/// <param name="MaxCompletionTokens">The longest answer, in tokens.</param>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessages> Messages, double Temperature, int MaxCompletionTokens);

internal sealed record ChatMessage(string Role, string Content);

/// <param name="Usage">The tokens that it used, or null if the service does not report them.</param>
/// <param name="IsTruncated">Whether it was cut off at its longest length.</param>
internal sealed record ChatAnswer(string Message, TokenUsage? Usage, bool IsTruncated = false)
{
    /// <summary>How many of the prompt's tokens the service had in its cache.</summary>
    public int CachedTokens { get; init; }
}
