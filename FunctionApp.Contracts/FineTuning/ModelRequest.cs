using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Names a model that one of the client's jobs trained.</summary>
public abstract record ModelRequest
{
    /// <summary>The model's name in list_models, or the id of the job that trained it.</summary>
    [Description("The model's name in `list_models`, or the id of the job that trained it.")]
    [Alias("modelID", "model_id")]
    public required string Model { get; init; }
}
