namespace BotGateway.Contracts;

/// <summary>Deploys a trained model, which is billed by the hour from then on.</summary>
public sealed record DeployModelRequest : ModelRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("deploy_model", "Deploy a trained model",
            new DeployModelRequest { Model = ExampleIds.Job },
            new DeployModelResponse { Model = ExampleIds.Job, JobId = ExampleIds.Job, State = "Creating" }),
    ];
}

/// <summary>The model that is being deployed.</summary>
public sealed record DeployModelResponse : ModelStateResponse;
