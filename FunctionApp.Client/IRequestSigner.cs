namespace BotGateway.Client;

/// <summary>Signs requests with the client's private key, wherever that is kept. Implementations must be safe for concurrent use.</summary>
public interface IRequestSigner
{
    /// <summary>The algorithm by its name in RFC 7518: <c>RS256</c>, <c>PS256</c> or <c>ES256</c>. Encrypted tokens need <c>RS256</c>.</summary>
    string Algorithm { get; }

    /// <summary>Signs data with <see cref="Algorithm"/>, which includes the SHA-256 hash.</summary>
    /// <param name="data">The data itself, not its hash; at most a few kilobytes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The signature as RFC 7518 defines it; for <c>ES256</c> the 64 bytes of R and S, not DER.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
