using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The examples of the events on jobs.</summary>
internal static class JobExamples
{
    internal const string OtherJobId = "ftjob-91b3d5f7a0c24e68b1d3f5a7c9e0b2d4";

    private const string NextPage = "ZnRqb2ItNGY2YTFj";

    private static readonly long Finish = ApiExamples.Submitted.AddMinutes(30).ToUnixTimeSeconds();

    /// <summary>What is done with a job while it goes on.</summary>
    public static IReadOnlyList<ApiExample> Changes { get; } =
    [
        new("pause_train", "Pause a training job", "pause_train",
            new PauseTrainRequest { Id = OtherJobId }, new PauseTrainResponse { Status = "paused", JobId = OtherJobId, EstimatedFinish = Finish }),
        new("resume_train", "Resume a training job", "resume_train",
            new ResumeTrainRequest { Id = OtherJobId }, new ResumeTrainResponse { Status = "running", JobId = OtherJobId, EstimatedFinish = Finish }),
        new("cancel_train", "Cancel a training job", "cancel_train",
            new CancelTrainRequest { Id = OtherJobId }, new CancelTrainResponse { Status = "cancelled", JobId = OtherJobId }),
    ];

    public static IReadOnlyList<ApiExample> Details { get; } =
    [
        new("check_train_details", "Look at a training job with its course", "check_train",
            new CheckTrainRequest { Id = ApiExamples.JobId, Details = true },
            new CheckTrainResponse
            {
                Status = "succeeded",
                JobId = ApiExamples.JobId,
                Model = ModelExamples.TrainedModel,
                History = [new() { Status = "succeeded", At = ApiExamples.Submitted.AddMinutes(40) }],
                Events = [new() { At = ApiExamples.Submitted.AddMinutes(40), Level = "info", Message = "The job has succeeded" }],
                Metrics = [new() { Step = 1, TrainingLoss = 2.1, TokenAccuracy = 0.28 }, new() { Step = 90, TrainingLoss = 0.41, TokenAccuracy = 0.78 }],
                Checkpoints = [new() { Model = $"{ModelExamples.TrainedModel}:ckpt-step-90", Step = 90, TrainingLoss = 0.41, TokenAccuracy = 0.78 }],
            }),
        new("list_jobs", "List training jobs", "list_jobs",
            new ListJobsRequest { Limit = 1 },
            new ListJobsResponse
            {
                Jobs =
                [
                    new()
                    {
                        JobId = OtherJobId,
                        Status = "cancelled",
                        SubmittedAt = ApiExamples.Submitted,
                        FileId = "file-0a2c4e6f8b1d3a5c7e9f0b2d4a6c8e1f",
                        FinishedAt = Finish,
                    },
                ],
                Next = NextPage,
            }),
        new("list_jobs_next", "List the next page of training jobs", "list_jobs", new ListJobsRequest { Next = NextPage }, new ListJobsResponse { Jobs = [] }),
        new("delete_file", "Delete a training file", "delete_file",
            new DeleteFileRequest { FileId = ApiExamples.FileId }, new DeleteFileResponse { FileId = ApiExamples.FileId, Deleted = true }),
    ];
}
