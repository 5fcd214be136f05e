namespace BotGateway.Client;

/// <summary>How to reach a gateway, how to sign, and how long to try. Read once, when the client is created.</summary>
public sealed class BotGatewayClientOptions
{
    /// <summary>The absolute address of the gateway's endpoint for requests, such as <c>https://NAME.azurewebsites.net/lambda</c>. Required.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The client's id: 1 to 64 of <c>a-z</c>, <c>0-9</c> and hyphen; by default <c>default</c>.</summary>
    public string ClientId { get; set; } = "default";

    /// <summary>The gateway's <c>Auth__Audience</c> (LocalHost: <c>bot-gateway</c>). With it, requests carry JWTs; exactly one of this and <see cref="EncryptedToken"/> is required.</summary>
    public string? Audience { get; set; }

    /// <summary>For a gateway that has no audience: requests carry encrypted tokens. It needs an RSA key with <c>RS256</c>.</summary>
    public EncryptedTokenOptions? EncryptedToken { get; set; }

    /// <summary>The client's private key in PEM, as <see cref="RequestSigner.FromPem"/> reads it. Exactly one of this and <see cref="Signer"/> is required.</summary>
    public string? PrivateKeyPem { get; set; }

    /// <summary>Signs with a key that is kept elsewhere. The client does not dispose of it.</summary>
    public IRequestSigner? Signer { get; set; }

    /// <summary>How often a call is repeated at most, 0 to 10; by default 4. Only what is safe is repeated; see docs/clients.md, "Retries".</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>The wait before the first retry if the gateway states none; it doubles with each, with jitter, up to <see cref="MaxRetryDelay"/>. By default 1 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before a retry, by default 1 minute. If the gateway's <c>Retry-After</c> is longer, the call fails at once.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt may take; by default 4 minutes, because a model may answer for 3.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>How long a call may take with all its attempts and waits; by default 10 minutes.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of tokens, waits and timeouts; by default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
