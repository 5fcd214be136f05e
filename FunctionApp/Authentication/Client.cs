using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Authentication;

/// <param name="Id">Also the partition key of everything that the client owns.</param>
/// <param name="Models">Models in addition to the base models and those that it trained here.</param>
internal sealed record Client(string Id, string Credentials, IReadOnlySet<string> Models, bool? RequireBodyHash = null)
{
    public const string DefaultId = "default";

    public const int DefaultConcurrentRuns = 8;
    public const int DefaultConcurrentJobs = 2;
    public const int DefaultDeployments = 5;

    public int ConcurrentJobs { get; init; } = DefaultConcurrentJobs;

    /// <summary>How many of its models may be deployed at a time.</summary>
    public int Deployments { get; init; } = DefaultDeployments;

    public int FilesKept { get; init; }

    /// <summary>How many tokens it may use in a UTC day; null: any number. So is the next.</summary>
    public long? DailyTokens { get; init; }

    public long? MonthlyTokens { get; init; }

    /// <summary>From the settings, in addition to those in the vault.</summary>
    public JsonWebKey? PublicKey { get; init; }

    /// <summary>Where it is told of events; null where it is not.</summary>
    public WebhookEndpoint? Webhook { get; init; }

    public int ConcurrentRuns { get; init; } = DefaultConcurrentRuns;
}
