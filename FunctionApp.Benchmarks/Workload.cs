namespace BotGateway.Benchmarks;

/// <summary>What the tables hold when a tick begins.</summary>
/// <param name="Idle">How many routines are not due for months, and how many jobs are settled.</param>
/// <param name="Due">How many routines are due, each on its own bot and thread.</param>
/// <param name="Running">How many jobs are due for a poll.</param>
internal sealed record Workload(int Idle, int Due, int Running);
