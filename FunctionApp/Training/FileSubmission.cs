using BotGateway.Models;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Training;

/// <summary>Brings training files to the model service, and takes them back where they are of no use.</summary>
/// <param name="service">Takes the files.</param>
/// <param name="clock">Measures the wait for a file.</param>
/// <param name="logger">Learns of files that could not be deleted.</param>
public sealed partial class FileSubmission(IModelService service, TimeProvider clock, ILogger<FileSubmission> logger)
{
    private static readonly TimeSpan LongestProcessing = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Uploads a file and waits until the service can train on it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="uploaded">Gets the file's id as soon as there is one, whatever becomes of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The file's id.</returns>
    /// <exception cref="ProblemException">400: the service refuses the file; 504: it did not process it within 60 s.</exception>
    public async Task<string> SubmitAsync(ITrainingData file, List<string> uploaded, CancellationToken cancellation)
    {
        var id = await file.UploadAsync(service, cancellation);
        uploaded.Add(id);

        using var deadline = new CancellationTokenSource(LongestProcessing, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            while (!await service.IsProcessedAsync(id, either.Token))
                await Task.Delay(PollInterval, clock, either.Token);
            return id;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ProblemException(504, $"The model service did not process file '{id}' within {LongestProcessing.TotalSeconds} s.", e);
        }
    }

    /// <summary>Deletes files, as far as the service lets it.</summary>
    /// <param name="ids">The files.</param>
    /// <returns>A sentence that says what became of them; empty where there are none.</returns>
    public async Task<string> DeleteAsync(IReadOnlyList<string> ids)
    {
        var left = new List<string>();
        foreach (var id in ids)
        {
            try
            {
                await service.DeleteFileAsync(id, CancellationToken.None);
            }
            catch (ProblemException problem)
            {
                LogNotDeleted(id, Causes.Of(problem));
                left.Add(id);
            }
        }

        return (ids.Count, left.Count) switch
        {
            (0, _) => "",
            (_, 0) => "What was uploaded has been deleted.",
            _ => $"What was uploaded could not be deleted: {string.Join(", ", left)}.",
        };
    }

    [LoggerMessage(21, LogLevel.Warning, "File {FileId} is of no use and could not be deleted ({Causes})")]
    private partial void LogNotDeleted(string fileId, string causes);
}
