using BotGateway.Contracts;

namespace BotGateway.Client;

/// <content>Training data and jobs.</content>
public sealed partial class BotGatewayClient
{
    /// <summary><c>train</c>: trains a model. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request, without <c>DryRun</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">It is a dry run; see <see cref="TrainDryRunAsync"/>.</exception>
    /// <exception cref="BotGatewayResponseException">400: <see cref="BotGatewayResponseException.Errors"/> lists the errors in the training data.</exception>
    public Task<TrainResponse> TrainAsync(TrainRequest request, CancellationToken cancellationToken = default) => request.DryRun == true
        ? throw new ArgumentException("A dry run has another response: use TrainDryRunAsync.", nameof(request))
        : WriteWithKeyAsync<TrainRequest, TrainResponse>("train", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);

    /// <summary><c>train</c> with <c>dry_run</c>: checks training data and counts its tokens, without a job.</summary>
    /// <param name="request">The request; <c>DryRun</c> is set, and an idempotency key is not sent, so that it stays free for <see cref="TrainAsync"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the check found.</returns>
    /// <exception cref="BotGatewayResponseException">400: <see cref="BotGatewayResponseException.Errors"/> lists the errors in the training data.</exception>
    public Task<TrainDryRunResponse> TrainDryRunAsync(TrainRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<TrainRequest, TrainDryRunResponse>("train", request with { DryRun = true, IdempotencyKey = null }, cancellationToken);

    /// <summary><c>add_examples</c>: uploads a part of a dataset. With <c>DatasetId</c> and <c>Part</c>, the call can be repeated; the first of a dataset cannot.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The stored part.</returns>
    /// <exception cref="BotGatewayResponseException">400: <see cref="BotGatewayResponseException.Errors"/> lists the errors in the training data.</exception>
    public Task<AddExamplesResponse> AddExamplesAsync(AddExamplesRequest request, CancellationToken cancellationToken = default) =>
        _events.CallAsync<AddExamplesRequest, AddExamplesResponse>(
            "add_examples", request, isRepeatable: request is { DatasetId: not null, Part: not null }, cancellationToken);

    /// <summary><c>check_train</c>: asks how far a job is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<CheckTrainResponse> CheckTrainAsync(CheckTrainRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<CheckTrainRequest, CheckTrainResponse>("check_train", request, cancellationToken);

    /// <summary><c>list_jobs</c>: lists the client's jobs, in the order of their ids.</summary>
    /// <param name="request">What to list; null for all. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<ListJobsResponse, JobSummary> ListJobs(ListJobsRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => ReadAsync<ListJobsRequest, ListJobsResponse>("list_jobs", (request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Jobs, page.Next));

    /// <summary><c>cancel_train</c>: ends a job for good.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<CancelTrainResponse> CancelTrainAsync(CancelTrainRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<CancelTrainRequest, CancelTrainResponse>("cancel_train", request, cancellationToken);

    /// <summary><c>pause_train</c>: pauses a job.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<PauseTrainResponse> PauseTrainAsync(PauseTrainRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<PauseTrainRequest, PauseTrainResponse>("pause_train", request, cancellationToken);

    /// <summary><c>resume_train</c>: continues a paused job.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<ResumeTrainResponse> ResumeTrainAsync(ResumeTrainRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<ResumeTrainRequest, ResumeTrainResponse>("resume_train", request, cancellationToken);

    /// <summary><c>delete_file</c>: deletes a file of an ended job.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<DeleteFileResponse> DeleteFileAsync(DeleteFileRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<DeleteFileRequest, DeleteFileResponse>("delete_file", request, cancellationToken);
}
