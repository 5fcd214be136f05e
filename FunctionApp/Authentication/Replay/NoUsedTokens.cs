namespace BotGateway.Authentication.Replay;

internal sealed class NoUsedTokens : IUsedTokens
{
    public Task<bool> TryClaimAsync(TokenUse use, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<int> CleanAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(0);
}
