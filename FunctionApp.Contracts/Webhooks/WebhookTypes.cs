namespace BotGateway.Contracts;

/// <summary>The types of webhook messages.</summary>
public static class WebhookTypes
{
    /// <summary>A training job has succeeded.</summary>
    public const string JobSucceeded = "job.succeeded";

    /// <summary>A training job has failed, or is lost.</summary>
    public const string JobFailed = "job.failed";

    /// <summary>A training job has been cancelled.</summary>
    public const string JobCancelled = "job.cancelled";

    /// <summary>A trained model can be used, for the first time or again.</summary>
    public const string ModelReady = "model.ready";

    /// <summary>A run of a routine was answered.</summary>
    public const string RoutineAnswered = "routine.answered";

    /// <summary>All attempts of a routine's run failed.</summary>
    public const string RoutineFailed = "routine.failed";

    /// <summary>The gateway has paused a routine.</summary>
    public const string RoutinePaused = "routine.paused";

    /// <summary>A budget is used up to a threshold.</summary>
    public const string BudgetThreshold = "budget.threshold";
}
