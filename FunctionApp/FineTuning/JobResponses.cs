using BotGateway.Contracts;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

internal sealed class JobResponses(IModelTeam teams, IOptions<OpenAIOptions> options)
{
    private readonly OpenAIOptions _options = options.Value;
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
            Error = ErrorOf(job),
            TrainedTokens = job.TrainedTokens,
            FinishedAt = job.FinishedAt?.ToUnixTimeSeconds(),
            Deployment = DeploymentOf(recorded),
            Problem = recorded.Problem,
            Then = recorded.Team is { } team ? new FollowUpProgress { BotRoutine = teams.Describe(team) } : null,
            Note = _mustBeDeployedByHand && recorded.Deployment is not { IsAsked: true } && recorded.UsableModel is { } model ? Note(model) : null,
            Stale = isStale ? true : null,
        };
    }

    public static JobSummary Summarize(TrainingJob recorded) => new()
    {
        JobId = recorded.Job.Id,
        Status = recorded.Job.Status,
        SubmittedAt = recorded.SubmittedAt,
        FileId = recorded.Job.TrainingFileId,
        Model = recorded.UsableModel,
        EstimatedFinish = recorded.EstimateFinish(),
        FinishedAt = recorded.Job.FinishedAt?.ToUnixTimeSeconds(),
        TrainedTokens = recorded.Job.TrainedTokens,
        Error = ErrorOf(recorded.Job),
        Deployment = DeploymentOf(recorded),
    };

    public static DeploymentProgress? DeploymentOf(TrainingJob recorded) => recorded is { Job.HasSucceeded: true, Deployment: { } deployment }
        ? new DeploymentProgress { Name = deployment.Name, State = deployment.State }
        : null;

    private static JobError? ErrorOf(JobSnapshot job) => job.Error is { } error ? new JobError { Code = error.Code, Message = error.Message } : null;

    private string Note(string model) =>
        "On Azure the model answers once it is deployed under its own name: az cognitiveservices account deployment create --resource-group GROUP "
        + $"--name ACCOUNT --deployment-name {model} --model-name {model} --model-version 1 --model-format OpenAI --sku-name {_options.DeploymentSku} --sku-capacity {_options.DeploymentCapacity}";
}
