namespace BotGateway.FineTuning;

internal static class FinishEstimate
{
    // The previous service's estimate if the model service gives none.
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <returns>Unix time in SECONDS: the service's own estimate, else half an hour after the submission; null once the job has ended.</returns>
    public static long? EstimateFinish(this TrainingJob recorded) =>
        recorded.Job.HasEnded ? null : (recorded.Job.EstimatedFinish ?? recorded.SubmittedAt + Usual).ToUnixTimeSeconds();
}
