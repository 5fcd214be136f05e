namespace BotGateway.FineTuning;

/// <param name="Name">The field that the examples come in, which errors name.</param>
/// <param name="Least">The fewest examples.</param>
/// <param name="CountsTokens">Whether to count the tokens of all examples; otherwise of those that may have too many.</param>
internal sealed record DataCheck(string Name, int Least, TrainingMethod Method = TrainingMethod.Supervised, bool CountsTokens = false);
