namespace BotGateway.Scheduling;

/// <param name="RunAsync">Deletes those that are old now, perhaps only a portion, and returns how many.</param>
internal sealed record Cleanup(string Items, Func<DateTimeOffset, CancellationToken, Task<int>> RunAsync);
