using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Submits fine-tuning jobs: uploads the files, creates the job, records it. A job that was created is never lost.</summary>
internal sealed partial class JobSubmission(
    IModelService service,
    TrainingFileUploader files,
    IJobStore jobs,
    JobLimit limit,
    JobDeployment deployments,
    TimeProvider clock,
    ILogger<JobSubmission> logger)
{
    /// <exception cref="GatewayException">There is no job; the message says what happened to the uploaded files.</exception>
    public async Task<TrainingJob> SubmitAsync(Client client, TrainingOrder order, string id, CancellationToken cancellationToken)
    {
        // Recorded first: whatever happens from here on, the timer finds what it left behind.
        var pending = new PendingJob(client.Id, null, clock.GetUtcNow(), order.WantsTeam) { Id = id };
        await jobs.AddPendingAsync(pending, cancellationToken);
        var upload = new Upload(files, pending.Id);
        JobSnapshot job;
        try
        {
            await limit.CheckAsync(client, pending, cancellationToken);
            var training = await upload.SubmitAsync(order.Training, "training", cancellationToken);
            var validation = order.Validation is null ? null : await upload.SubmitAsync(order.Validation, "validation", cancellationToken);
            pending = pending with { TrainingFileId = training, ValidationFileId = validation };
            await jobs.AddPendingAsync(pending, cancellationToken);
            job = await CreateAsync(new FineTuningRequest(order.Model, training, validation, order.Suffix, order.Seed, order.Hyperparameters));
        }
        catch (GatewayException problem) when (problem is not JobInDoubtException)
        {
            var sentence = await GiveUpAsync(pending, upload, upload.IsInDoubt && problem.MayHaveTakenEffect);
            throw new GatewayException(problem.Kind, Sentence.Join(problem.Message, sentence), problem) { RetryAfter = problem.RetryAfter };
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(pending, upload, upload.IsInDoubt);
            throw;
        }

        var recorded = job.Begin(client.Id, clock.GetUtcNow(), pending.Team, deployments.Plan(job.Id)).WithFilesOf(pending);
        await RecordAsync(pending, recorded);
        return recorded;
    }

    // Not cancelled: a client that disconnects now must not leave an unrecorded job behind.
    private async Task<JobSnapshot> CreateAsync(FineTuningRequest request)
    {
        try
        {
            return await service.CreateJobAsync(request, CancellationToken.None);
        }
        catch (GatewayException failure)
        {
            if (failure.MayHaveTakenEffect && await LookForAsync(request, failure) is { } job)
                return job;
            // After a timeout the service may still create it: the pending job stays, and the timer finds out.
            if (failure.Kind == ErrorKind.InDoubt)
                throw new JobInDoubtException(request, failure);
            throw;
        }
    }

    private async Task<JobSnapshot?> LookForAsync(FineTuningRequest request, GatewayException failure)
    {
        try
        {
            return await service.FindJobByFileAsync(request.TrainingFileId, CancellationToken.None);
        }
        catch (GatewayException)
        {
            throw new JobInDoubtException(request, failure);
        }
    }

    // The timer handles files that may still arrive or could not be deleted.
    private async Task<string> GiveUpAsync(PendingJob pending, Upload upload, bool isInDoubt)
    {
        var (sentence, isDone) = await files.DeleteAsync(upload.Ids);
        try
        {
            if (isDone && !isInDoubt)
                await jobs.DropPendingAsync(pending, CancellationToken.None);
            else
                await jobs.AddPendingAsync(pending with { IsAbandoned = true }, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // The timer settles it, and the client must learn why there is no job.
            LogPendingLeft(pending.Id, SafeExceptionSummary.Of(problem));
        }

        return sentence;
    }

    private async Task RecordAsync(PendingJob pending, TrainingJob job)
    {
        try
        {
            await jobs.AddAsync(pending, job, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // The job runs, and its pending entry restores the record once the table is available. An error here would make the client pay for a second job.
            LogNotRecorded(job.Job.Id, SafeExceptionSummary.Of(problem));
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Job {JobId} was created but not recorded; the timer will record it ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);

    [LoggerMessage(23, LogLevel.Warning, "Pending job {PendingId} could not be removed, although no job was created ({Causes})")]
    private partial void LogPendingLeft(string pendingId, string causes);

    private sealed class Upload(TrainingFileUploader files, string pendingId)
    {
        private int _begun;

        public List<string> Ids { get; } = [];

        /// <summary>Whether a file may have arrived without its id.</summary>
        public bool IsInDoubt => _begun > Ids.Count;

        public Task<string> SubmitAsync(ITrainingData file, string kind, CancellationToken cancellationToken)
        {
            _begun++;
            return files.SubmitAsync(file, $"{TrainingFileUploader.NamesOf(pendingId)}{kind}.jsonl", Ids, cancellationToken);
        }
    }

    private sealed class JobInDoubtException(FineTuningRequest request, GatewayException failure) : GatewayException(
        failure.Kind,
        Sentence.Join(failure.Message, $"Whether the job was created is not known yet; if it was, it will train on file '{request.TrainingFileId}'."),
        failure);
}
