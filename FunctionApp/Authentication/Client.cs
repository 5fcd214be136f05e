using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <summary>A company that calls the gateway.</summary>
/// <param name="Id">Its id: also the partition of all that it owns.</param>
/// <param name="Credentials">Lower-case hex of HMAC-SHA256(key = PASS, message = USER + PASS): what its tokens must carry.</param>
/// <param name="Models">Models that it may use beside the base models and those it trained here.</param>
/// <param name="RequireBodyHash">Whether its tokens must bind the body; null leaves that to <see cref="AuthOptions.RequireBodyHash"/>.</param>
internal sealed record Client(string Id, string Credentials, IReadOnlySet<string> Models, bool? RequireBodyHash = null)
{
    /// <summary>The client that a request without <c>key_id</c> comes from.</summary>
    public const string DefaultId = "default";

    /// <summary>How many routines of a client run at once if its settings do not say.</summary>
    public const int DefaultConcurrentRuns = 8;

    /// <summary>How many jobs of a client may run at once if its settings do not say.</summary>
    public const int DefaultConcurrentJobs = 2;

    /// <summary>How many of its jobs may run at once.</summary>
    public int ConcurrentJobs { get; init; } = DefaultConcurrentJobs;

    /// <summary>Of how many of its ended jobs the files stay at the service.</summary>
    public int FilesKept { get; init; }

    /// <summary>Its public key by the settings; null leaves it to the vault.</summary>
    public JsonWebKey? PublicKey { get; init; }

    /// <summary>How many of its routines run at once, on all instances together.</summary>
    public int ConcurrentRuns { get; init; } = DefaultConcurrentRuns;
}
