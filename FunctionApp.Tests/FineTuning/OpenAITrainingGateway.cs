using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.FineTuning;

/// <summary>The same over the OpenAI service's dialect.</summary>
public sealed class OpenAITrainingGateway(TableService tables) : TrainingGateway(tables, new() { ["OpenAI:Provider"] = "openai" });
