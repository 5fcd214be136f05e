using BotGateway.Scheduling;

namespace BotGateway.Probing;

/// <param name="Timer">Null if the tables, which record the ticks, do not respond.</param>
internal sealed record HealthState(IReadOnlyList<Part> Parts, TimerState? Timer);

internal sealed record Part(string Name, bool Answers);
