using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Training;

/// <summary>Submits fine-tuning jobs: uploads the files, creates the job, records it. A job that was created is never lost.</summary>
/// <param name="service">Trains the models.</param>
/// <param name="files">Brings the files there.</param>
/// <param name="jobs">Keeps the jobs.</param>
/// <param name="deployments">Plans where the model will be deployed.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Learns of jobs that could not be recorded at once.</param>
public sealed partial class JobSubmission(
    IModelService service,
    FileSubmission files,
    IJobStore jobs,
    JobDeployment deployments,
    TimeProvider clock,
    ILogger<JobSubmission> logger)
{
    /// <summary>Submits a job.</summary>
    /// <param name="client">Whose it will be.</param>
    /// <param name="order">What to train.</param>
    /// <param name="cancellation">Gives up, as long as no job has been asked for.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ProblemException">There is no job; the message says what became of the uploaded files.</exception>
    public async Task<RecordedJob> SubmitAsync(Client client, TrainingOrder order, CancellationToken cancellation)
    {
        var uploaded = new List<string>();
        TrainingIntent intent;
        FineTuningJob job;
        try
        {
            var training = await files.SubmitAsync(order.Training, uploaded, cancellation);
            var validation = order.Validation is null ? null : await files.SubmitAsync(order.Validation, uploaded, cancellation);
            intent = new TrainingIntent(client.Id, training, clock.GetUtcNow(), order.WantsTeam, validation);
            await jobs.AddIntentAsync(intent, cancellation);
            job = await CreateAsync(
                intent, new FineTuningRequest(order.Model, training, validation, order.Suffix, order.Seed, order.Hyperparameters));
        }
        catch (ProblemException problem) when (problem is not { InnerException: JobInDoubtException })
        {
            throw new ProblemException(problem.Status, Sentence.Join(problem.Message, await files.DeleteAsync(uploaded)), problem)
            {
                RetryAfter = problem.RetryAfter,
            };
        }
        catch (OperationCanceledException)
        {
            await files.DeleteAsync(uploaded);
            throw;
        }

        var recorded = job.Begin(client.Id, clock.GetUtcNow(), intent.Team, deployments.Plan(job.Id));
        await RecordAsync(intent, recorded);
        return recorded;
    }

    // Not to be cancelled: a client that hangs up now must not leave a job behind that nobody records.
    private async Task<FineTuningJob> CreateAsync(TrainingIntent intent, FineTuningRequest request)
    {
        try
        {
            return await service.CreateJobAsync(request, CancellationToken.None);
        }
        catch (ProblemException failure)
        {
            if (ServiceFailure.LeavesInDoubt(failure) && await LookForAsync(request, failure) is { } job)
                return job;
            // A service that took too long may still be at it: the intent stays, and the timer finds out.
            if (failure.Status == 504)
                throw InDoubt(request, failure);
            await DropIntentAsync(intent);
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
            throw InDoubt(request, failure);
        }
    }

    private static ProblemException InDoubt(FineTuningRequest request, ProblemException failure) => new(
        failure.Status,
        Sentence.Join(
            failure.Message,
            $"Whether the job was created is not known yet; if it was, it will train on file '{request.TrainingFileId}'."),
        new JobInDoubtException(failure));

    private async Task DropIntentAsync(TrainingIntent intent)
    {
        try
        {
            await jobs.DropIntentAsync(intent, CancellationToken.None);
        }
        catch (ProblemException problem)
        {
            // An intent without a job does no harm, and the client must learn why there is none.
            LogIntentLeft(intent.TrainingFileId, Causes.Of(problem));
        }
    }

    private async Task RecordAsync(TrainingIntent intent, RecordedJob job)
    {
        try
        {
            await jobs.AddAsync(intent, job, CancellationToken.None);
        }
        catch (ProblemException problem)
        {
            // The job runs, and its intent brings the record back when the table does. An error here would make the client pay for a second one.
            LogNotRecorded(job.Job.Id, Causes.Of(problem));
        }
    }

    [LoggerMessage(20, LogLevel.Error, "Job {JobId} was created but not recorded; its intent will find it ({Causes})")]
    private partial void LogNotRecorded(string jobId, string causes);

    [LoggerMessage(23, LogLevel.Warning, "The intent of a job on file {FileId} is left, though there is no such job ({Causes})")]
    private partial void LogIntentLeft(string fileId, string causes);

    private sealed class JobInDoubtException(Exception cause) : Exception("The job may have been created.", cause);
}
