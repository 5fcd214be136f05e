using BotGateway.Http;

namespace BotGateway.Authentication.Replay;

/// <summary>Remembers which tokens were used, so that each lets in once.</summary>
internal interface IUsedTokens
{
    /// <summary>Uses a token. Of many who use the same one at once, one is told true.</summary>
    /// <param name="use">The token, whose times were checked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>True for the first use; false where it was used before.</returns>
    /// <exception cref="ProblemException">503: nobody knows, so nobody may be let in.</exception>
    Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellation);

    /// <summary>Forgets tokens that no instance accepts any more.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Ends it early; what is left is forgotten the next time.</param>
    /// <returns>How many were forgotten.</returns>
    Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellation);
}
