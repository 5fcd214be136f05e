namespace BotGateway.WorkerHost.Storage;

/// <summary>What happens to a message of the queue without the gateway's knowing.</summary>
public enum MessageFault
{
    /// <summary>The queue has never got it.</summary>
    SendLost,

    /// <summary>The queue has it twice.</summary>
    SentTwice,

    /// <summary>It was handed out, and nobody got it.</summary>
    FetchLost,

    /// <summary>It is still there.</summary>
    DeleteLost,
}
