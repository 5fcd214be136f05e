using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The client is authenticated; otherwise the answer is a 401.</summary>
public sealed record CheckCredentialsResponse
{
    /// <summary>Always true.</summary>
    [Description("Always true.")]
    public required bool Auth { get; init; }
}
