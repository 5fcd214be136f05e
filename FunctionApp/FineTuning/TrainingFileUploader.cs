using System.Runtime.ExceptionServices;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Uploads training files to the model service, and deletes those that are no longer needed.</summary>
internal sealed partial class TrainingFileUploader(IModelService service, TimeProvider clock, ILogger<TrainingFileUploader> logger)
{
    private static readonly TimeSpan LongestProcessing = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>What the names of a pending job's files at the service begin with.</summary>
    public static string NamesOf(string pendingId) => $"bot-gateway-{pendingId}-";

    /// <summary>Uploads a file and waits until the service can train on it.</summary>
    /// <param name="uploaded">Gets the file's id as soon as there is one, whatever becomes of it.</param>
    /// <exception cref="GatewayException">Invalid: the service refuses the file; InDoubt: it did not process it within 60 s.</exception>
    public async Task<string> SubmitAsync(ITrainingData file, string name, List<string> uploaded, CancellationToken cancellationToken)
    {
        var id = await file.UploadAsync(service, name, cancellationToken);
        uploaded.Add(id);

        using var deadline = new CancellationTokenSource(LongestProcessing, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (!await service.IsProcessedAsync(id, either.Token))
                await Task.Delay(PollInterval, clock, either.Token);
            return id;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GatewayException(ErrorKind.InDoubt, $"The model service did not process file '{id}' within {LongestProcessing.TotalSeconds} s.", e);
        }
    }

    /// <returns>A sentence that says what happened to them, empty if there are none; and whether none is left.</returns>
    public async Task<(string Sentence, bool IsDone)> DeleteAsync(IReadOnlyList<string> ids)
    {
        var left = new List<string>();
        foreach (var id in ids)
        {
            if (await TryDeleteAsync(id, CancellationToken.None) is not null)
                left.Add(id);
        }

        var sentence = (ids.Count, left.Count) switch
        {
            (0, _) => "",
            (_, 0) => "The uploaded files have been deleted.",
            _ => $"The uploaded files could not be deleted: {string.Join(", ", left)}.",
        };
        return (sentence, left.Count == 0);
    }

    /// <summary>Deletes the files of a pending job or its job: those whose ids are known, and those that an answer that was lost, or a second try, left.</summary>
    /// <param name="pendingId">The pending job that the names tell; null for one of before, whose names tell nothing.</param>
    /// <param name="tryUntil">When to stop trying; the log has a line then.</param>
    /// <exception cref="GatewayException">Not all of them could be deleted, and it is not given up yet.</exception>
    public async Task DeleteAllAsync(IReadOnlyList<string> ids, string? pendingId, DateTimeOffset tryUntil, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAllAsync(ids, pendingId, cancellationToken);
        }
        catch (GatewayException problem) when (clock.GetUtcNow() >= tryUntil)
        {
            LogGivenUp(pendingId, SafeExceptionSummary.Of(problem));
        }
    }

    private async Task DeleteAllAsync(IReadOnlyList<string> ids, string? pendingId, CancellationToken cancellationToken)
    {
        var named = pendingId is null ? [] : await service.FindFilesAsync(NamesOf(pendingId), cancellationToken);
        GatewayException? failure = null;
        foreach (var id in ids.Union(named))
            failure = await TryDeleteAsync(id, cancellationToken) ?? failure;
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    private async Task<GatewayException?> TryDeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await service.DeleteFileAsync(id, cancellationToken);
            return null;
        }
        catch (GatewayException problem)
        {
            LogNotDeleted(id, SafeExceptionSummary.Of(problem));
            return problem;
        }
    }

    [LoggerMessage(21, LogLevel.Warning, "File {FileId} is no longer needed and could not be deleted ({Causes})")]
    private partial void LogNotDeleted(string fileId, string causes);

    [LoggerMessage(24, LogLevel.Error, "The files of pending job {PendingId} could not be deleted; the gateway has stopped trying, and they stay at the model service ({Causes})")]
    private partial void LogGivenUp(string? pendingId, string causes);
}
