using BotGateway.Contracts;
using BotGateway.OpenAI;
using BotGateway.Usage;

namespace BotGateway.Bots.Threads;

/// <summary>A message of the user's and the bot's answer to it.</summary>
/// <param name="Number">Its position in the thread, from 1.</param>
/// <param name="Usage">The tokens that the answer used, or null if the service did not report them.</param>
/// <param name="IsTruncated">Whether the answer was cut off.</param>
internal sealed record Turn(int Number, string User, string Assistant, TokenUsage? Usage, bool IsTruncated = false)
{
    /// <summary>Under which reservation it was answered, and what it used; null for turns of earlier versions.</summary>
    public ReservedUse? Use { get; init; }

    /// <summary>How many tokens its texts have, counted when it was added; null for turns of earlier versions.</summary>
    public int? Tokens { get; init; }

    public ChatAnswer Answer => new(Assistant, Usage, IsTruncated);
}
