namespace BotGateway.Authentication.Replay;

/// <summary>Remembers nothing: a token lets in as often as it is sent while its time lasts.</summary>
internal sealed class NoUsedTokens : IUsedTokens
{
    public Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(0);
}
