namespace BotGateway.Bots.Threads;

/// <summary>A thread without its turns.</summary>
/// <param name="Version">Changes with each lease and each turn.</param>
internal sealed record ThreadHeader(string Version, ThreadLease Lease)
{
    public const int MostListedBots = 20;

    /// <summary>Of a thread that this instance has leased: the version that the lease has replaced.</summary>
    public string? VersionBefore { get; init; }

    /// <summary>Bots under which the index is known to list it, so that it need not be asked with every message.</summary>
    public IReadOnlyList<string> ListedBots { get; init; } = [];

    public string? LegacyId { get; init; }
}
