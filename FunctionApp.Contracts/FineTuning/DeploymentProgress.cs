using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The deployment of a trained model.</summary>
public sealed record DeploymentProgress
{
    /// <summary>Its name, by which bots use the model.</summary>
    [Description("Its name, by which bots use the model.")]
    public required string Name { get; init; }

    /// <summary>The service's word; Succeeded once the model answers, Failed when the gateway has stopped trying.</summary>
    [Description("The service's word; Succeeded once the model answers, Failed when the gateway has stopped trying.")]
    public required string State { get; init; }
}
