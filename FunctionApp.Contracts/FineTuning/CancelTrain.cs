namespace BotGateway.Contracts;

/// <summary>Ends a job; what was trained so far is lost.</summary>
public sealed record CancelTrainRequest : JobRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("cancel_train", "Cancel a training job",
            new CancelTrainRequest { Id = ExampleIds.OtherJob }, new CancelTrainResponse { Status = "cancelled", JobId = ExampleIds.OtherJob }),
    ];
}

/// <summary>The job that was cancelled.</summary>
public sealed record CancelTrainResponse : JobStateResponse;
