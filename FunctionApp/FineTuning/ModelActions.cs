using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>
/// Deploys, undeploys and deletes trained models. What is wanted is recorded first, and done at once as far as the services do their part; the timer does
/// the rest, so that nothing that is paid for by the hour is forgotten.
/// </summary>
internal sealed class ModelActions(IJobStore jobs, JobPoller poller, AllowedModels models, IOptions<OpenAIOptions> options, TimeProvider clock)
{
    // A job may be written between its reading and its writing, but not time and again.
    private const int MostTries = 5;

    public static string StateOf(TrainingJob job) => job.ModelRemoval switch
    {
        ModelRemoval.Wanted => "Deleting",
        ModelRemoval.Done => "Deleted",
        _ => job.Deployment?.State ?? Deployment.Undeployed,
    };

    public Task<TrainingJob> DeployAsync(Client client, string model, CancellationToken cancellationToken) =>
        ChangeAsync(
            client,
            model,
            job => !options.Value.IsAzure ? throw new GatewayException(ErrorKind.Conflict, "Models of this gateway's model service need no deployment.")
                : string.IsNullOrEmpty(options.Value.AccountId) ? throw new GatewayException(
                    ErrorKind.Conflict, "The gateway cannot deploy models: its setting 'OpenAI__AccountId' is empty.")
                : job.WantDeployment(clock.GetUtcNow()),
            cancellationToken);

    public Task<TrainingJob> UndeployAsync(Client client, string model, CancellationToken cancellationToken) =>
        ChangeAsync(
            client,
            model,
            job => job.Deployment is null
                ? throw new GatewayException(ErrorKind.Conflict, $"Model '{job.ModelName}' has no deployment of the gateway's.")
                : job.WantNoDeployment(clock.GetUtcNow()),
            cancellationToken);

    public async Task<TrainingJob> DeleteAsync(Client client, string model, CancellationToken cancellationToken)
    {
        var deleted = await ChangeAsync(client, model, job => job.WantNoModel(clock.GetUtcNow()), cancellationToken);
        models.Forget(client, deleted.ModelName);
        return deleted;
    }

    private async Task<TrainingJob> ChangeAsync(Client client, string model, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var job = await FindAsync(client, model, cancellationToken);
            var changed = change(job);
            if (changed == job)
                return job;
            if (await jobs.TryReplaceAsync(job, changed, cancellationToken) is { } kept)
                return await FollowAsync(kept, cancellationToken);
        }

        throw new GatewayException(ErrorKind.Conflict, $"Model '{model.Shorten(ShortText.Quoted)}' is being changed; try again.");
    }

    private async Task<TrainingJob> FindAsync(Client client, string model, CancellationToken cancellationToken)
    {
        var jobId = await jobs.FindByModelAsync(client, model, cancellationToken) ?? model;
        var job = await jobs.FindAsync(client.Id, jobId, cancellationToken) ?? throw GatewayException.NotFound("model", model);
        job = await poller.AskAsync(job, cancellationToken);
        return job is { Job.HasSucceeded: true, ModelRemoval: ModelRemoval.None } ? job : throw GatewayException.NotFound("model", model);
    }

    private async Task<TrainingJob> FollowAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        try
        {
            await poller.FollowAsync(job, cancellationToken);
        }
        catch (GatewayException problem)
        {
            return await jobs.TryReplaceAsync(job, job.ScheduleNextPoll(clock.GetUtcNow(), problem.Message, problem.RetryAfter), cancellationToken) ?? job;
        }

        return await jobs.FindAsync(job.ClientId, job.Job.Id, cancellationToken) ?? job;
    }
}
