using System.ComponentModel.DataAnnotations;

namespace BotGateway.Authentication;

internal sealed class ClientOptions
{
    public const string Section = "Clients";

    /// <summary>Its public key is the vault's key <c>client-{Id}</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Lower-case hex (64 digits) of HMAC-SHA256(key = PASS, message = USER + PASS).</summary>
    public string Credentials { get; set; } = "";

    public string Models { get; set; } = "";

    /// <summary>For a client of the previous service: counts as the oldest version of its key in the vault, which need not exist yet.</summary>
    public string PublicKey { get; set; } = "";

    [Range(1, 100)]
    public int ConcurrentJobs { get; set; } = Client.DefaultConcurrentJobs;

    [Range(1, 100)]
    public int Deployments { get; set; } = Client.DefaultDeployments;

    /// <summary>The number of its newest jobs whose files are not deleted when they end.</summary>
    [Range(0, 20)]
    public int FilesKept { get; set; }

    /// <summary>How many tokens its messages and runs may use in a UTC day; empty: any number.</summary>
    [Range(1, int.MaxValue)]
    public int? DailyTokens { get; set; }

    /// <summary>How many tokens its messages and runs may use in a UTC month; empty: any number.</summary>
    [Range(1, int.MaxValue)]
    public int? MonthlyTokens { get; set; }

    /// <summary>Where it is told of events; null where it is not.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Signs what is sent there: <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public string WebhookSecret { get; set; } = "";

    public bool? RequireBodyHash { get; set; }

    [Range(1, 100)]
    public int ConcurrentRuns { get; set; } = Client.DefaultConcurrentRuns;
}
