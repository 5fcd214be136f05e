namespace BotGateway.FineTuning;

/// <summary>What a model learns from.</summary>
internal enum TrainingMethod
{
    /// <summary>Conversations with the answers that it is to give.</summary>
    Supervised,

    /// <summary>Preferences: of two answers, which one is better.</summary>
    Dpo,
}
