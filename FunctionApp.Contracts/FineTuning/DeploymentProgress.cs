using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The deployment of a trained model.</summary>
public sealed record DeploymentProgress
{
    /// <summary>The name of the deployment, which is also in model once it has succeeded.</summary>
    [Description("The name of the deployment, which is also in `model` once it has succeeded.")]
    public required string Name { get; init; }

    /// <summary>The service's state; Succeeded once the model answers, Failed once the gateway has stopped trying.</summary>
    [Description("The service's state; `Succeeded` once the model answers, `Failed` once the gateway has stopped trying.")]
    public required string State { get; init; }
}
