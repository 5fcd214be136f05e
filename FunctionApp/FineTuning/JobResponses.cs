using BotGateway.Contracts;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

internal sealed class JobResponses(IModelTeam teams, IOptions<OpenAIOptions> options)
{
    private readonly bool _mustBeDeployedByHand = options.Value is { IsAzure: true, AutoDeploy: false };

    public CheckTrainResponse Of(TrainingJob recorded, bool isStale)
    {
        var job = recorded.Job;
        return new CheckTrainResponse
        {
            JobId = job.Id,
            Status = job.Status,
            Model = recorded.UsableModel,
            EstimatedFinish = recorded.EstimateFinish(),
            History = [.. recorded.History.Select(change => new JobStatusChange { Status = change.Status, At = change.At })],
            Error = job.Error is { } error ? new JobError { Code = error.Code, Message = error.Message } : null,
            TrainedTokens = job.TrainedTokens,
            FinishedAt = job.FinishedAt?.ToUnixTimeSeconds(),
            Deployment = job.HasSucceeded && recorded.Deployment is { } deployment
                ? new DeploymentProgress { Name = deployment.Name, State = deployment.State }
                : null,
            Problem = recorded.Problem,
            Then = recorded.Team is { } team ? new FollowUpProgress { BotRoutine = teams.Describe(team) } : null,
            Note = _mustBeDeployedByHand && recorded.UsableModel is { } model ? Note(model) : null,
            Stale = isStale ? true : null,
        };
    }

    private static string Note(string model) =>
        "On Azure the model answers once it is deployed under its own name: az cognitiveservices account deployment create --resource-group GROUP "
        + $"--name ACCOUNT --deployment-name {model} --model-name {model} --model-version 1 --model-format OpenAI --sku-name Standard --sku-capacity {AzureDeployments.Capacity}";
}
