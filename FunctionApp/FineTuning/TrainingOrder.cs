using BotGateway.Contracts;

namespace BotGateway.FineTuning;

/// <param name="Validation">Validation examples, or null.</param>
/// <param name="Model">The model to start from; the client may use it.</param>
/// <param name="Suffix">A suffix for the trained model's name, or null.</param>
/// <param name="Seed">Makes the training reproducible; null for a random one.</param>
/// <param name="Hyperparameters">As the service takes them, or null for its own choice.</param>
/// <param name="WantsTeam">Whether to create a team of advisers on the trained model.</param>
internal sealed record TrainingOrder(
    ITrainingData Training, ITrainingData? Validation, string Model, string? Suffix, int? Seed, Hyperparameters? Hyperparameters, bool WantsTeam);
