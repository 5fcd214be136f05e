namespace BotGateway.Contracts;

/// <summary>Interrupts a job until it is resumed.</summary>
public sealed record PauseTrainRequest : JobRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("pause_train", "Pause a training job",
            new PauseTrainRequest { Id = ExampleIds.OtherJob },
            new PauseTrainResponse { Status = "paused", JobId = ExampleIds.OtherJob, EstimatedFinish = ExampleIds.Submitted.AddMinutes(30).ToUnixTimeSeconds() }),
    ];
}

/// <summary>The job that was paused.</summary>
public sealed record PauseTrainResponse : JobStateResponse;
