namespace BotGateway.Contracts;

/// <summary>Removes a trained model's deployment; the model stays and can be deployed again.</summary>
public sealed record UndeployModelRequest : ModelRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("undeploy_model", "Remove a trained model's deployment",
            new UndeployModelRequest { Model = ExampleIds.Job },
            new UndeployModelResponse { Model = ExampleIds.Job, JobId = ExampleIds.Job, State = "Undeployed" }),
    ];
}

/// <summary>The model whose deployment is removed.</summary>
public sealed record UndeployModelResponse : ModelStateResponse;
