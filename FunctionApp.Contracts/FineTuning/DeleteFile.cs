using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>Deletes a training or validation file of an ended job at the model service.</summary>
public sealed record DeleteFileRequest : IEventRequest
{
    /// <summary>The file's id.</summary>
    [Description("The file's id.")]
    [Alias("id")]
    public required string FileId { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("delete_file", "Delete a training file",
            new DeleteFileRequest { FileId = ExampleIds.File }, new DeleteFileResponse { FileId = ExampleIds.File, Deleted = true }),
    ];
}

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
