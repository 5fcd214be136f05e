namespace BotGateway.Routines;

/// <summary>A routine whose row cannot be read. It does not run; its client can see, pause and delete it.</summary>
internal sealed record BrokenRoutine
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string ClientId { get; init; }

    /// <summary>What is wrong with the row: columns and types, never their contents.</summary>
    public required string Reason { get; init; }

    /// <summary>Its name, if that can be read; so are the next ones.</summary>
    public string? Name { get; init; }

    /// <summary>Its bot.</summary>
    public string? BotId { get; init; }

    /// <summary>Its thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Its cron expression.</summary>
    public string? Schedule { get; init; }

    /// <summary>Its time zone.</summary>
    public string? TimeZone { get; init; }
}
