namespace BotGateway.Usage;

/// <summary>What was used, in the units that the model service bills.</summary>
internal readonly record struct UsageAmount(
    long Requests = 0, long PromptTokens = 0, long CachedTokens = 0, long CompletionTokens = 0, long TrainedTokens = 0, double DeploymentSeconds = 0)
{
    /// <summary>What counts against a budget.</summary>
    public long BudgetTokens => PromptTokens + CompletionTokens;

    public static UsageAmount operator +(UsageAmount a, UsageAmount b) => new(
        a.Requests + b.Requests,
        a.PromptTokens + b.PromptTokens,
        a.CachedTokens + b.CachedTokens,
        a.CompletionTokens + b.CompletionTokens,
        a.TrainedTokens + b.TrainedTokens,
        a.DeploymentSeconds + b.DeploymentSeconds);
}
