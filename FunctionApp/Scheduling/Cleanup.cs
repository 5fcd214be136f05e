namespace BotGateway.Scheduling;

/// <param name="RunAsync">Deletes expired items, perhaps only some of them, and returns their number.</param>
internal sealed record Cleanup(string Items, Func<DateTimeOffset, CancellationToken, Task<int>> RunAsync);
