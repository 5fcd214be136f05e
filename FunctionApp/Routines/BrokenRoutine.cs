namespace BotGateway.Routines;

/// <summary>A routine whose row cannot be read. It does not run; its client can see, pause and delete it.</summary>
internal sealed record BrokenRoutine
{
    public required string Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>What is wrong with the row: columns and types, never their contents.</summary>
    public required string Reason { get; init; }

    /// <summary>Its name, if that can be read; so are the next ones.</summary>
    public string? Name { get; init; }

    public string? BotId { get; init; }

    public string? ThreadId { get; init; }

    public string? Schedule { get; init; }

    public string? TimeZone { get; init; }
}
