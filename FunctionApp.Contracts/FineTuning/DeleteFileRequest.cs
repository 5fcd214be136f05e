using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Deletes a training or validation file of an ended job at the model service.</summary>
public sealed record DeleteFileRequest
{
    /// <summary>The file's id.</summary>
    [Description("The file's id.")]
    [Alias("id")]
    public required string FileId { get; init; }
}
