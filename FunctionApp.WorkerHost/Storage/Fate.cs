namespace BotGateway.WorkerHost.Storage;

/// <summary>What becomes of a request.</summary>
public enum Fate
{
    Served,
    Refused,
    AnswerLost,

    /// <summary>As <see cref="BotGateway.Http.BrokenConnection"/> tells of it.</summary>
    Vanished,
    Held,

    /// <summary>A 400 of the service's, which the gateway can never mend by trying again.</summary>
    Invalid,
}
