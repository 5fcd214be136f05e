using BotGateway.Http;

namespace BotGateway.Authentication.Replay;

/// <summary>Remembers which tokens were used, so that each lets in once.</summary>
internal interface IUsedTokens
{
    /// <summary>Uses a token. Of many who use the same one at once, one is told true.</summary>
    /// <returns>True for the first use; false where it was used before.</returns>
    /// <exception cref="ProblemException">503: nobody knows, so nobody may be let in.</exception>
    Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken);

    /// <summary>Forgets tokens that no instance accepts any more.</summary>
    Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
