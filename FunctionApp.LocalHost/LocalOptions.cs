namespace BotGateway.LocalHost;

/// <summary>How a <see cref="LocalApp"/> is set up.</summary>
public sealed record LocalOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where keys, tables and the simulated model service's state are kept; made where it is missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// The Table service to use in place of an Azurite of this app's own; null leaves that to the setting <c>Tables:ConnectionString</c>.
    /// </summary>
    public string? TablesConnectionString { get; init; }

    /// <summary>More settings, by configuration key with colons; they win over environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether timer functions run on their schedules, and queue functions when messages come (the default); else they run on request only.</summary>
    public bool RunsTimers { get; init; } = true;

    /// <summary>How far the clock of everything here is ahead of the machine's; not at all by default.</summary>
    public TimeSpan Ahead { get; init; }

    /// <summary>How long the simulated model service takes for each answer of a model; no time by default.</summary>
    public TimeSpan ModelDelay { get; init; }

    /// <summary>Whether what the Functions host does by itself is left out: its limits, and answers in chunks. For measurements.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Gets one line of text whenever the start, or the app later, does something that its user should know; does nothing by default.</summary>
    public Action<string> Report { get; init; } = static _ => { };
}
