namespace BotGateway.FineTuning;

/// <param name="Name">Its name, by which the model is called.</param>
/// <param name="State">The service's word for how far it is, or one of the gateway's below.</param>
/// <param name="IsAsked">Whether the client asked for it, so that it is made without OpenAI__AutoDeploy too.</param>
internal sealed record Deployment(string Name, string State, bool IsAsked = false)
{
    /// <summary>It is still to be asked for.</summary>
    public const string Wanted = "Wanted";

    /// <summary>The service's word, and the gateway's for one that has been asked for often enough.</summary>
    public const string Failed = "Failed";

    /// <summary>Removed since it was not used; the next message brings it back.</summary>
    public const string Idle = "Idle";

    /// <summary>Still to be removed, as the client wants.</summary>
    public const string Undeploying = "Undeploying";

    /// <summary>Removed until the client wants it back.</summary>
    public const string Undeployed = "Undeployed";

    public bool IsReady => State == "Succeeded";

    public bool IsUsable => IsReady || State == Idle;

    public bool IsRemoved => State is Idle or Undeployed;

    /// <summary>Whether the client does not want it.</summary>
    public bool IsUnwanted => State is Undeploying or Undeployed;

    /// <summary>Whether the deployment is still to be asked for, or to be asked for again.</summary>
    public bool MustBeStarted => State is Wanted or Failed or "Canceled";
}
