namespace BotGateway.Benchmarks;

/// <summary>The rows at the beginning of a tick.</summary>
/// <param name="Idle">The number of idle routines for months, and of jobs that have ended.</param>
/// <param name="Due">The number of due routines, each with its own bot and thread.</param>
/// <param name="Running">The number of jobs that are due for a poll.</param>
internal sealed record Workload(int Idle, int Due, int Running);
