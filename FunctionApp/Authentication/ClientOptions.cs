using System.ComponentModel.DataAnnotations;

namespace BotGateway.Authentication;

/// <summary>One entry of the list <c>Clients__0__*</c>, <c>Clients__1__*</c>, ...</summary>
internal sealed class ClientOptions
{
    /// <summary>The configuration section that holds the list.</summary>
    public const string Section = "Clients";

    /// <summary>The client's id, 1 to 64 of a to z, 0 to 9 and hyphen. Its public key is the vault's key <c>client-{Id}</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Lower-case hex (64 digits) of HMAC-SHA256(key = PASS, message = USER + PASS).</summary>
    public string Credentials { get; set; } = "";

    /// <summary>Models from before the gateway that the client may use, separated by commas. Default: none.</summary>
    public string Models { get; set; } = "";

    /// <summary>
    /// The client's public key (RSA, PEM or base64 of its DER form), for one that came from the old service: it counts as the oldest version of its key in
    /// the vault, which need not be there yet. Default: none, only the vault's count.
    /// </summary>
    public string PublicKey { get; set; } = "";

    /// <summary>How many of its jobs may run at once. Default 2.</summary>
    [Range(1, 100)]
    public int ConcurrentJobs { get; set; } = Client.DefaultConcurrentJobs;

    /// <summary>Of how many of its jobs, the newest, the files stay at the service once they have ended. Default 0.</summary>
    [Range(0, 20)]
    public int FilesKept { get; set; }

    /// <summary>Whether its tokens must bind the body; null, the default, leaves that to <see cref="AuthOptions.RequireBodyHash"/>.</summary>
    public bool? RequireBodyHash { get; set; }

    /// <summary>How many of its routines run at once. Default 8.</summary>
    [Range(1, 100)]
    public int ConcurrentRuns { get; set; } = Client.DefaultConcurrentRuns;
}
