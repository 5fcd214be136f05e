namespace BotGateway.Scheduling;

/// <summary>A kind of item that is deleted when it is old.</summary>
/// <param name="Items">Its name in the log.</param>
/// <param name="RunAsync">Deletes those that are old now, perhaps only a portion, and returns how many.</param>
internal sealed record Cleanup(string Items, Func<DateTimeOffset, CancellationToken, Task<int>> RunAsync);
