using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Training;

/// <summary>Submits fine-tuning jobs: uploads the files, creates the job, records it. A job that was created is never lost.</summary>
/// <param name="service">Trains the models.</param>
/// <param name="files">Brings the files there.</param>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Learns of jobs that could not be recorded at once.</param>
public sealed partial class JobSubmission(
    IModelService service, FileSubmission files, IJobStore jobs, TimeProvider clock, ILogger<JobSubmission> logger)
{
    /// <summary>Submits a job.</summary>
    /// <param name="client">Whose it will be.</param>
    /// <param name="order">What to train.</param>
    /// <param name="cancellation">Gives up, as long as no job has been asked for.</param>
    /// <returns>The job and when it was created.</returns>
    /// <exception cref="ProblemException">There is no job; the message says what became of the uploaded files.</exception>
    public async Task<(FineTuningJob Job, DateTimeOffset SubmittedAt)> SubmitAsync(Client client, TrainingOrder order, CancellationToken cancellation)
    {
        var uploaded = new List<string>();
        FineTuningJob job;
        try
        {
            var training = await files.SubmitAsync(order.Training, uploaded, cancellation);
            var validation = order.Validation is null ? null : await files.SubmitAsync(order.Validation, uploaded, cancellation);
            await jobs.AddIntentAsync(client, training, cancellation);
            job = await CreateAsync(
                client, new FineTuningRequest(order.Model, training, validation, order.Suffix, order.Seed, order.Hyperparameters));
        }
        catch (ProblemException problem) when (problem is not { InnerException: JobInDoubtException })
        {
            throw new ProblemException(problem.Status, $"{problem.Message} {await files.DeleteAsync(uploaded)}".TrimEnd(), problem)
            {
                RetryAfter = problem.RetryAfter,
            };
        }
        catch (OperationCanceledException)
        {
            await files.DeleteAsync(uploaded);
            throw;
        }

        var submittedAt = clock.GetUtcNow();
        await RecordAsync(client, job, submittedAt);
        return (job, submittedAt);
    }

    // Not to be cancelled: a client that hangs up now must not leave a job behind that nobody records.
    private async Task<FineTuningJob> CreateAsync(Client client, FineTuningRequest request)
    {
        try
        {
            return await service.CreateJobAsync(request, CancellationToken.None);
        }
        catch (ProblemException failure)
        {
            if (ServiceFailure.LeavesInDoubt(failure) && await LookForAsync(request, failure) is { } job)
                return job;
            await DropIntentAsync(client, request.TrainingFileId);
            throw;
        }
    }

    private async Task<FineTuningJob?> LookForAsync(FineTuningRequest request, ProblemException failure)
    {
        try
        {
            return await service.FindJobByFileAsync(request.TrainingFileId, CancellationToken.None);
        }
        catch (ProblemException)
        {
            throw new ProblemException(
                failure.Status,
                $"{failure.Message} Whether the job was created is not known yet; if it was, it will train on file '{request.TrainingFileId}'.",
                new JobInDoubtException(failure));
        }
    }

    private async Task DropIntentAsync(Client client, string trainingFileId)
    {
        try
        {
            await jobs.DropIntentAsync(client, trainingFileId, CancellationToken.None);
        }
        catch (ProblemException problem)
        {
            // An intent without a job does no harm, and the client must learn why there is none.
            LogIntentLeft(trainingFileId, Causes.Of(problem));
        }
    }

    private async Task RecordAsync(Client client, FineTuningJob job, DateTimeOffset submittedAt)
    {
        try
        {
            await jobs.AddAsync(client, job, submittedAt, CancellationToken.None);
        }
        catch (ProblemException problem)
        {
            // The job runs, and its intent brings the record back when the table does. An error here would make the client pay for a second one.
            LogNotRecorded(job.Id, Causes.Of(problem));
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Job {JobId} was created but not recorded; its intent will find it ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);

    [LoggerMessage(23, LogLevel.Warning, "The intent of a job on file {FileId} is left, though there is no such job ({Causes})")]
    private partial void LogIntentLeft(string fileId, string causes);

    private sealed class JobInDoubtException(Exception cause) : Exception("The job may have been created.", cause);
}
