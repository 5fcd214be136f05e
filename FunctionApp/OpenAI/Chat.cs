using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <param name="Model">The model, by the name that the service answers to (on Azure: the deployment's).</param>
/// <param name="Messages">The conversation, the oldest message first.</param>
/// <param name="Temperature">How freely it answers, 0 to 2; left out for models that refuse it.</param>
/// <param name="MaxCompletionTokens">How long the answer may be, in tokens.</param>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, double Temperature, int MaxCompletionTokens);

internal sealed record ChatMessage(string Role, string Content);

/// <param name="Usage">What it cost, or null where the service does not say.</param>
/// <param name="IsTruncated">Whether its end is missing, as it had reached its longest length.</param>
internal sealed record ChatAnswer(string Message, TokenUsage? Usage, bool IsTruncated = false);
