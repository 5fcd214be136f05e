namespace BotGateway.Authentication.Replay;

/// <summary>Records used tokens, so that each is accepted once.</summary>
internal interface IUsedTokens
{
    /// <returns>True for exactly one of any number of equal uses, even concurrent ones.</returns>
    Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken);

    /// <summary>Deletes records of tokens that no instance accepts any more.</summary>
    /// <returns>The number of deleted records, even if cancelled: the next cleanup deletes the rest.</returns>
    Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
