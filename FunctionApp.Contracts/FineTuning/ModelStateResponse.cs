using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>How a trained model stands after a request to change it.</summary>
public abstract record ModelStateResponse
{
    /// <summary>The modelID for new_bot while the model is deployed.</summary>
    [Description("The `modelID` for `new_bot` while the model is deployed.")]
    public required string Model { get; init; }

    /// <summary>The job that trained it.</summary>
    [Description("The job that trained it.")]
    public required string JobId { get; init; }

    /// <summary>The deployment's state as in check_train, or Undeploying, Undeployed, Deleting or Deleted. The gateway continues by itself until that is done.</summary>
    [Description("The deployment's state as in `check_train`, or `Undeploying`, `Undeployed`, `Deleting` or `Deleted`. The gateway continues by itself until that is done.")]
    public required string State { get; init; }

    /// <summary>Why it could not be done at once; the gateway tries again.</summary>
    [Description("Why it could not be done at once; the gateway tries again.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }
}
