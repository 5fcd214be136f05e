using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>An example of each event and each form of it, in an order in which each finds what those before it have created.</summary>
internal static class ApiExamples
{
    internal const string Model = "gpt-4.1-mini";
    internal const string BotId = "bot_7d3f6c1e9a2b4f50838ad1c5e6f70912";
    internal const string ThreadId = "thread_5b0e8f27c4d94a1f9be37d2061a8c3f4";

    private const string Message = "Cuéntame un chiste.";
    private const string DatasetId = "dataset_2c9a71f05e8d4b36a4f1937bd05e6c82";
    internal const string JobId = "ftjob-4f6a1c8e2b7d4093a5e8c1f09d3b7a62";

    internal const string FileId = "file-8e1d5a3c7f0b4e69b2c4d6a8f1e3b5d7";

    internal static readonly DateTimeOffset Submitted = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    // Before the others, which are made of it.
    private static readonly TrainResponse Job = new()
    {
        Status = "pending",
        FileId = FileId,
        JobId = JobId,
        EstimatedFinish = Submitted.AddMinutes(30).ToUnixTimeSeconds(),
    };

    public static IReadOnlyList<ApiExample> All { get; } =
    [
        new("check_credentials", "Check the authentication", "check_credentials",
            new CheckCredentialsRequest(),
            new CheckCredentialsResponse { Auth = true }),
        new("new_bot", "Create a bot", "new_bot",
            new NewBotRequest { Name = "Chistero", Instructions = "Cuentas chistes cortos.", ModelId = Model, Temperature = 0.8 },
            new NewBotResponse { BotId = BotId, ThreadId = ThreadId }),
        new("new_thread", "Create a thread", "new_thread",
            new NewThreadRequest(),
            new NewThreadResponse { ThreadId = "thread_91c2e4a6b8d04f1395a7c9e1b3d5f708", Id = "thread_91c2e4a6b8d04f1395a7c9e1b3d5f708" }),
        new("messaging", "Send a message", "messaging",
            new MessagingRequest { BotId = BotId, ThreadId = ThreadId, Message = Message },
            new MessagingResponse { Message = "¿Qué hace una abeja en el gimnasio? ¡Zum-ba!", ThreadId = ThreadId, Usage = new TokenUsage(40, 20) }),
        new("train", "Train a model on an array of examples", "train",
            new TrainRequest { Jsonl = TrainingExamples.Array(), Suffix = "chistes", Seed = 7 },
            Job),
        new("train_messages", "Train on a flat array of messages, with hyperparameters", "train",
            new TrainRequest
            {
                Messages = TrainingExamples.Messages(),
                Model = Model,
                Hyperparameters = new Hyperparameters
                {
                    Epochs = new AutoOrNumber(3),
                    BatchSize = AutoOrNumber.Auto,
                    LearningRateMultiplier = new AutoOrNumber(0.5),
                },
            },
            Job with { JobId = JobExamples.OtherJobId, FileId = "file-0a2c4e6f8b1d3a5c7e9f0b2d4a6c8e1f" }),
        .. JobExamples.Changes,
        new("train_then", "Train on JSON Lines, measure with validation examples, and create a team on the model", "train",
            new TrainRequest
            {
                Jsonl = TrainingExamples.Lines(),
                ValidationJsonl = TrainingExamples.Array(TrainingExamples.Count + 1, 1),
                Then = new TrainFollowUp { BotRoutine = true },
            },
            Job),
        new("add_examples", "Begin a dataset", "add_examples",
            new AddExamplesRequest { Jsonl = TrainingExamples.Array() },
            new AddExamplesResponse { DatasetId = DatasetId, Part = 1, Examples = TrainingExamples.Count, Bytes = 1190 }),
        new("train_dataset", "Train on a dataset", "train", new TrainRequest { DatasetId = DatasetId }, Job),
        new("add_examples_lines", "Begin a dataset with JSON Lines", "add_examples",
            new AddExamplesRequest { Part = 1, Jsonl = TrainingExamples.Lines(1, 2) },
            new AddExamplesResponse { DatasetId = ApiErrors.OpenDatasetId, Part = 1, Examples = 2, Bytes = 238 }),
        new("add_examples_part", "Add a part to a dataset", "add_examples",
            new AddExamplesRequest { DatasetId = ApiErrors.OpenDatasetId, Part = 2, Jsonl = TrainingExamples.Array(3, 2) },
            new AddExamplesResponse { DatasetId = ApiErrors.OpenDatasetId, Part = 2, Examples = 2, Bytes = 238 }),
        new("check_train", "Look at a training job", "check_train",
            new CheckTrainRequest { Id = JobId },
            new CheckTrainResponse
            {
                Status = "succeeded",
                JobId = JobId,
                Model = ModelExamples.TrainedModel,
                History = [new() { Status = "pending", At = Submitted }, new() { Status = "succeeded", At = Submitted.AddMinutes(40) }],
                TrainedTokens = 750,
                FinishedAt = Submitted.AddMinutes(40).ToUnixTimeSeconds(),
            }),
        .. JobExamples.Details,
        .. RoutineExamples.All,
        .. ModelExamples.All,
    ];
}
