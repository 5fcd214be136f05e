namespace BotGateway.FineTuning;

/// <summary>What is known of examples that have been checked.</summary>
/// <param name="Hash">SHA-256, in hex: the same examples in the same form have the same.</param>
/// <param name="Tokens">As many as are trained on in an epoch; null if they have not been counted.</param>
internal sealed record DataSummary(long Examples, string Hash, WarningList Warnings, long? Tokens = null);
