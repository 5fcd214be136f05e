namespace BotGateway.LocalHost;

/// <summary>Options of a <see cref="LocalApp"/>.</summary>
public sealed record LocalOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 selects a free one.</summary>
    public int Port { get; init; }

    /// <summary>For keys, tables and the state of the simulated model service; created if missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The Table service to use instead of Azurite; null leaves that to the setting <c>Tables:ConnectionString</c>.</summary>
    public string? TablesConnectionString { get; init; }

    /// <summary>More settings, by configuration key with colons; they override environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether timers run on schedule and queue functions on messages (the default); otherwise they run on request only.</summary>
    public bool RunsTimers { get; init; } = true;

    /// <summary>Where the client <c>default</c> is told of events, unless a setting says where; null for nowhere.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>How far the clock is ahead of the machine's; zero by default.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>The simulated model service's delay for each answer; zero by default.</summary>
    public TimeSpan ModelDelay { get; init; }

    /// <summary>Whether the Functions host's own behavior, its limits and chunked responses, is not imitated. For measurements.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Receives lines of text for the user, at startup and later; ignores them by default.</summary>
    public Action<string> Report { get; init; } = static _ => { };
}
