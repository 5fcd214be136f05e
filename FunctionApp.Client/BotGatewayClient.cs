using BotGateway.Client.Sending;
using BotGateway.Client.Tokens;

namespace BotGateway.Client;

/// <summary>
/// A client of a gateway, with a method for every event. Create one for the life of the program; it is safe for concurrent use. Every method throws
/// <see cref="BotGatewayException"/> if the call fails, and <see cref="OperationCanceledException"/> if it was cancelled.
/// </summary>
public sealed partial class BotGatewayClient : IDisposable
{
    private readonly IDisposable?[] _owned;
    private readonly RequestSender _sender;
    private readonly EventCaller _events;

    /// <summary>Creates a client with its own connections.</summary>
    /// <param name="options">How to reach the gateway and how to sign.</param>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names it.</exception>
    public BotGatewayClient(BotGatewayClientOptions options)
        : this(options, NewConnections(), ownsConnections: true)
    {
    }

    /// <summary>Creates a client with the caller's connections, such as for a proxy.</summary>
    /// <param name="options">How to reach the gateway and how to sign.</param>
    /// <param name="http">Is not disposed of with the client. Its <c>Timeout</c> applies to each attempt, beside <see cref="BotGatewayClientOptions.AttemptTimeout"/>.</param>
    /// <exception cref="ArgumentException">An option is missing or invalid; the message names it.</exception>
    public BotGatewayClient(BotGatewayClientOptions options, HttpClient http)
        : this(options, http, ownsConnections: false)
    {
    }

    internal BotGatewayClient(BotGatewayClientOptions options, Func<HttpClient> http, HttpClient? owned = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Check(options);
        var signer = options.Signer ?? RequestSigner.FromPem(options.PrivateKeyPem!);
        ITokenFactory tokens = options.EncryptedToken is { } encrypted
            ? new EncryptedTokenFactory(options.ClientId, encrypted, signer)
            : new JwtFactory(options.ClientId, options.Audience!, signer);
        _owned = [owned, tokens as IDisposable, options.Signer is null ? signer as IDisposable : null];
        _sender = new RequestSender(options, new RequestFactory(tokens), http);
        _events = new EventCaller(_sender);
    }

    private BotGatewayClient(BotGatewayClientOptions options, HttpClient http, bool ownsConnections)
        : this(options, () => http, ownsConnections ? http : null) => ArgumentNullException.ThrowIfNull(http);

    /// <summary>Creates a complete request with a new token, to send it by other means, such as curl. It is valid once and for seconds: 60 for a JWT.</summary>
    /// <param name="body">The request's body, a JSON object in UTF-8; it is embedded exactly as it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The request's content, JSON in UTF-8.</returns>
    public Task<ReadOnlyMemory<byte>> CreateRequestAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        _sender.CreateRequestAsync(body, cancellationToken);

    /// <summary>Releases the connections and keys that the client created; not those that it was given.</summary>
    public void Dispose()
    {
        foreach (var resource in _owned)
            resource?.Dispose();
    }

    // Addresses of a gateway in the cloud change while a client lives.
    private static HttpClient NewConnections() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    private static string NewKey() => Guid.NewGuid().ToString();

    private Task<TResponse> ReadAsync<TRequest, TResponse>(string eventName, TRequest request, CancellationToken cancellationToken) =>
        _events.CallAsync<TRequest, TResponse>(eventName, request, isRepeatable: true, cancellationToken);

    private Task<TResponse> WriteAsync<TRequest, TResponse>(string eventName, TRequest request, CancellationToken cancellationToken) =>
        _events.CallAsync<TRequest, TResponse>(eventName, request, isRepeatable: false, cancellationToken);

    private Task<TResponse> WriteWithKeyAsync<TRequest, TResponse>(string eventName, TRequest request, CancellationToken cancellationToken) =>
        _events.CallAsync<TRequest, TResponse>(eventName, request, isRepeatable: true, cancellationToken);
}
