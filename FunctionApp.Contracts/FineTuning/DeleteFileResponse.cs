using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>The file that was deleted.</summary>
public sealed record DeleteFileResponse
{
    /// <summary>The file's id.</summary>
    [Description("The file's id.")]
    public required string FileId { get; init; }

    /// <summary>True.</summary>
    [Description("True.")]
    public required bool Deleted { get; init; }
}
