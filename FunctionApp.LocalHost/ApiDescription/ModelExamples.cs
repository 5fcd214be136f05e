using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The examples of the events on models.</summary>
internal static class ModelExamples
{
    internal const string TrainedModel = "gpt-4.1-mini-2025-04-14.ft-4f6a1c8e2b7d4093a5e8c1f09d3b7a62-chistes";

    public static IReadOnlyList<ApiExample> All { get; } =
    [
        new("list_models", "List models", "list_models",
            new ListModelsRequest(),
            new ListModelsResponse
            {
                Models =
                [
                    new() { Model = ApiExamples.Model, Kind = ModelKind.Base, RetiresOn = "2027-04-14" },
                    new() { Model = TrainedModel, Kind = ModelKind.Trained, TrainedModel = TrainedModel, JobId = ApiExamples.JobId },
                ],
            }),
        new("deploy_model", "Deploy a trained model", "deploy_model",
            new DeployModelRequest { Model = ApiExamples.JobId },
            new DeployModelResponse { Model = ApiExamples.JobId, JobId = ApiExamples.JobId, State = "Creating" }),
        new("undeploy_model", "Remove a trained model's deployment", "undeploy_model",
            new UndeployModelRequest { Model = ApiExamples.JobId },
            new UndeployModelResponse { Model = ApiExamples.JobId, JobId = ApiExamples.JobId, State = "Undeployed" }),
        new("delete_model", "Delete a trained model", "delete_model",
            new DeleteModelRequest { Model = ApiExamples.JobId },
            new DeleteModelResponse { Model = ApiExamples.JobId, JobId = ApiExamples.JobId, State = "Deleted" }),
    ];
}
