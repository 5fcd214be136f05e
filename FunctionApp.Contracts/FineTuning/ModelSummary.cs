using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A model in a list.</summary>
public sealed record ModelSummary
{
    /// <summary>Its name for new_bot and for the events on models.</summary>
    [Description("Its name for new_bot and for the events on models.")]
    public required string Model { get; init; }

    /// <summary>Where it comes from.</summary>
    [Description("Where it comes from.")]
    public required ModelKind Kind { get; init; }

    /// <summary>The service's name of a trained model.</summary>
    [Description("The service's name of a trained model.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrainedModel { get; init; }

    /// <summary>The job that trained it.</summary>
    [Description("The job that trained it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? JobId { get; init; }

    /// <summary>The trained model's deployment, if the gateway deploys it.</summary>
    [Description("The trained model's deployment, if the gateway deploys it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }

    /// <summary>The day on which the service retires it, YYYY-MM-DD, where that is configured.</summary>
    [Description("The day on which the service retires it, YYYY-MM-DD, where that is configured.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RetiresOn { get; init; }
}
