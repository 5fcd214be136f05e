using BotGateway.Contracts;
using BotGateway.OpenAI;

namespace BotGateway.Bots.Threads;

/// <summary>A message of the user's and the bot's answer to it.</summary>
/// <param name="Number">Its place in the thread, from 1 on.</param>
/// <param name="Usage">What the answer cost, or null where the service did not say.</param>
/// <param name="IsTruncated">Whether the answer's end is missing.</param>
internal sealed record Turn(int Number, string User, string Assistant, TokenUsage? Usage, bool IsTruncated = false)
{
    public ChatAnswer Answer => new(Assistant, Usage, IsTruncated);
}
