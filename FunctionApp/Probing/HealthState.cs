using BotGateway.Scheduling;

namespace BotGateway.Probing;

/// <param name="Timer">The timer; null while the tables, which know of it, do not answer.</param>
internal sealed record HealthState(IReadOnlyList<Part> Parts, TimerState? Timer);

internal sealed record Part(string Name, bool Answers);
