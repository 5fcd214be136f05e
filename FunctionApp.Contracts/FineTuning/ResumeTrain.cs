namespace BotGateway.Contracts;

/// <summary>Lets a paused job go on.</summary>
public sealed record ResumeTrainRequest : JobRequest, IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("resume_train", "Resume a training job",
            new ResumeTrainRequest { Id = ExampleIds.OtherJob },
            new ResumeTrainResponse { Status = "running", JobId = ExampleIds.OtherJob, EstimatedFinish = ExampleIds.Submitted.AddMinutes(30).ToUnixTimeSeconds() }),
    ];
}

/// <summary>The job that was resumed.</summary>
public sealed record ResumeTrainResponse : JobStateResponse;
