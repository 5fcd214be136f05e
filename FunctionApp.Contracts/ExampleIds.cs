namespace BotGateway.Contracts;

/// <summary>What the examples of several events share. Each id is in the response of the example that creates it.</summary>
internal static class ExampleIds
{
    public const string Model = "gpt-4.1-mini";
    public const string Bot = "bot_7d3f6c1e9a2b4f50838ad1c5e6f70912";
    public const string Thread = "thread_5b0e8f27c4d94a1f9be37d2061a8c3f4";

    /// <summary>A bot with an id of the previous service.</summary>
    public const string MigratedBot = "bot_1c8e4a7f3b5d42969e0f2a6c8d1b7354";

    /// <summary>A thread with an id of the previous service.</summary>
    public const string MigratedThread = "thread_2d9f5b8a4c6e43a7af103b7d9e2c8465";

    public const string Routine = "routine_3e5a7c9b1d2f4068a4c6e8f0b1d3a597";
    public const string Dataset = "dataset_2c9a71f05e8d4b36a4f1937bd05e6c82";
    public const string Job = "ftjob-4f6a1c8e2b7d4093a5e8c1f09d3b7a62";

    public const string File = "file-8e1d5a3c7f0b4e69b2c4d6a8f1e3b5d7";
    public const string TrainedModel = "gpt-4.1-mini-2025-04-14.ft-4f6a1c8e2b7d4093a5e8c1f09d3b7a62-chistes";

    /// <summary>A job that is paused, resumed and cancelled.</summary>
    public const string OtherJob = "ftjob-91b3d5f7a0c24e68b1d3f5a7c9e0b2d4";

    public const string OtherFile = "file-0a2c4e6f8b1d3a5c7e9f0b2d4a6c8e1f";

    /// <summary>A dataset that no job trains on.</summary>
    public const string OpenDataset = "dataset_6f1b3d5e7a9c4280b1d3f5e7a9c1b3d5";

    /// <summary>A dataset of preferences.</summary>
    public const string PreferenceDataset = "dataset_9a4c6e8f0b1d43f5a7c9e1b3d5f7092c";

    /// <summary>When the job was created.</summary>
    public static readonly DateTimeOffset Submitted = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
}
