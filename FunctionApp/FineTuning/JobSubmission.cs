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
        // Noted first: whatever happens from here on, the timer finds what is left of it.
        var intent = new PendingJob(client.Id, null, clock.GetUtcNow(), order.WantsTeam) { Id = id, Fingerprint = order.Fingerprint };
        await jobs.AddIntentAsync(intent, cancellationToken);
        var upload = new Upload(files, intent.Id);
        JobSnapshot job;
        try
        {
            await limit.CheckAsync(client, intent, cancellationToken);
            var training = await upload.SubmitAsync(order.Training, "training", cancellationToken);
            var validation = order.Validation is null ? null : await upload.SubmitAsync(order.Validation, "validation", cancellationToken);
            intent = intent with { TrainingFileId = training, ValidationFileId = validation };
            await jobs.AddIntentAsync(intent, cancellationToken);
            job = await CreateAsync(RequestOf(order, training, validation));
        }
        catch (GatewayException problem) when (problem is not JobInDoubtException)
        {
            var sentence = await GiveUpAsync(intent, upload, upload.IsInDoubt && problem.MayHaveTakenEffect);
            throw new GatewayException(problem.Kind, Sentence.Join(problem.Message, sentence), problem) { RetryAfter = problem.RetryAfter };
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(intent, upload, upload.IsInDoubt);
            throw;
        }

        var recorded = job.Begin(client.Id, clock.GetUtcNow(), intent.Team, deployments.Plan(job.Id)).WithFilesOf(intent);
        await RecordAsync(intent, recorded);
        return recorded;
    }

    private static FineTuningRequest RequestOf(TrainingOrder order, string training, string? validation) =>
        new(order.Model, training, validation, order.Suffix, order.Seed, order.Hyperparameters)
        {
            Method = order.Method,
            TrainingType = order.TrainingType,
            Metadata = order.Metadata,
        };

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
            // A service that took too long may still be at it: the intent stays, and the timer finds out.
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

    // What may still arrive, or could not be deleted, is left to the timer.
    private async Task<string> GiveUpAsync(PendingJob intent, Upload upload, bool isInDoubt)
    {
        var (sentence, isDone) = await files.DeleteAsync(upload.Ids);
        try
        {
            if (isDone && !isInDoubt)
                await jobs.DropIntentAsync(intent, CancellationToken.None);
            else
                await jobs.AddIntentAsync(intent with { IsAbandoned = true }, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // The timer settles it, and the client must learn why there is no job.
            LogIntentLeft(intent.Id, SafeExceptionSummary.Of(problem));
        }

        return sentence;
    }

    private async Task RecordAsync(PendingJob intent, TrainingJob job)
    {
        try
        {
            await jobs.AddAsync(intent, job, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // The job runs, and its intent brings the record back when the table does. An error here would make the client pay for a second one.
            LogNotRecorded(job.Job.Id, SafeExceptionSummary.Of(problem));
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Job {JobId} was created but not recorded; its intent will find it ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);

    [LoggerMessage(23, LogLevel.Warning, "Intent {IntentId} is left, though there is no such job ({Causes})")]
    private partial void LogIntentLeft(string intentId, string causes);

    private sealed class Upload(TrainingFileUploader files, string intentId)
    {
        private int _begun;

        public List<string> Ids { get; } = [];

        /// <summary>Whether a file may have arrived without its id.</summary>
        public bool IsInDoubt => _begun > Ids.Count;

        public Task<string> SubmitAsync(ITrainingData file, string kind, CancellationToken cancellationToken)
        {
            _begun++;
            return files.SubmitAsync(file, $"{TrainingFileUploader.NamesOf(intentId)}{kind}.jsonl", Ids, cancellationToken);
        }
    }

    private sealed class JobInDoubtException(FineTuningRequest request, GatewayException failure) : GatewayException(
        failure.Kind,
        Sentence.Join(failure.Message, $"Whether the job was created is not known yet; if it was, it will train on file '{request.TrainingFileId}'."),
        failure);
}
