namespace BotGateway.Contracts;

/// <summary>Deletes a trained model and its deployment.</summary>
public sealed record DeleteModelRequest : ModelRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("delete_model", "Delete a trained model",
            new DeleteModelRequest { Model = ExampleIds.Job },
            new DeleteModelResponse { Model = ExampleIds.Job, JobId = ExampleIds.Job, State = "Deleted" }),
    ];
}

/// <summary>The model that is deleted.</summary>
public sealed record DeleteModelResponse : ModelStateResponse;
