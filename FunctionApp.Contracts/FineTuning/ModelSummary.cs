using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A model in a list.</summary>
public sealed record ModelSummary
{
    /// <summary>Its name for new_bot and for the next three events.</summary>
    [Description("Its name for `new_bot` and for the next three events.")]
    public required string Model { get; init; }

    /// <summary>Where it comes from: base (OpenAI__BaseModels), configured (Clients__N__Models) or trained by one of the client's jobs.</summary>
    [Description("Where it comes from: `base` (`OpenAI__BaseModels`), `configured` (`Clients__N__Models`) or `trained` by one of the client's jobs.")]
    public required ModelKind Kind { get; init; }

    /// <summary>The service's name of a trained model.</summary>
    [Description("The service's name of a trained model.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrainedModel { get; init; }

    /// <summary>The job that trained it.</summary>
    [Description("The job that trained it.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? JobId { get; init; }

    /// <summary>The trained model's deployment, as in check_train. Its state can also be Idle: removed until the next message (OpenAI__IdleUndeployHours), or Undeploying and Undeployed: removed by undeploy_model.</summary>
    [Description("The trained model's deployment, as in `check_train`. Its `state` can also be `Idle`: removed until the next message (`OpenAI__IdleUndeployHours`), or `Undeploying` and `Undeployed`: removed by `undeploy_model`.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeploymentProgress? Deployment { get; init; }

    /// <summary>When the deployment last answered, to the hour; absent if it has not, or is not there. With OpenAI__IdleUndeployHours it begins with the deployment.</summary>
    [Description("When the deployment last answered, to the hour; absent if it has not, or is not there. With `OpenAI__IdleUndeployHours` it begins with the deployment.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What each hour of its deployment costs, also before the model is deployed, in the currency of the settings Prices__N__*; absent without a price, and for models that were not trained.</summary>
    [Description("What each hour of its deployment costs, also before the model is deployed, in the currency of the settings `Prices__N__*`; absent without a price, and for models that were not trained.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CostPerHour { get; init; }

    /// <summary>The day on which the service retires the model, YYYY-MM-DD, if it is in OpenAI__RetirementDates.</summary>
    [Description("The day on which the service retires the model, YYYY-MM-DD, if it is in `OpenAI__RetirementDates`.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RetiresOn { get; init; }
}
