namespace BotGateway.Contracts;

/// <summary>The services' words for what a model learns from.</summary>
internal static class TrainingMethods
{
    public const string Supervised = "supervised";
    public const string Dpo = "dpo";
}
