using BotGateway.Scheduling;

namespace BotGateway.Probing;

/// <summary>How the gateway is.</summary>
/// <param name="Parts">The parts that it depends on.</param>
/// <param name="Timer">The timer; null while the tables, which know of it, do not answer.</param>
internal sealed record HealthState(IReadOnlyList<Part> Parts, TimerState? Timer);

/// <summary>A part that the gateway depends on.</summary>
/// <param name="Name">vault, tables or model.</param>
/// <param name="Answers">Whether it could be used.</param>
internal sealed record Part(string Name, bool Answers);
