using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Asks whether the client is authenticated.</summary>
public sealed record CheckCredentialsRequest : IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("check_credentials", "Check the authentication", new CheckCredentialsRequest(), new CheckCredentialsResponse { Auth = true }),
    ];
}

/// <summary>The client is authenticated; otherwise the answer is a 401.</summary>
public sealed record CheckCredentialsResponse
{
    /// <summary>Always true.</summary>
    [Description("Always true.")]
    public required bool Auth { get; init; }
}
