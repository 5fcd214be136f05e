namespace BotGateway.Bots.Threads;

/// <summary>The keys of table <c>threads</c> and of its index.</summary>
internal static class ThreadKeys
{
    public const string Header = "thread";
    public const string FirstTurn = "turn_";
    public const string AfterTurns = "turn`"; // The character after the underscore.
    public const string FirstRun = "run_"; // Before the header.

    public static string Partition(string clientId, string id) => $"{clientId}:{id}";

    /// <summary>Counts down with the thread's age, so that the newest comes first in the order of keys.</summary>
    public static string Inverted(string id) => string.Concat(id[^32..].Select(digit => (15 - Convert.ToInt32($"{digit}", 16)).ToString("x", null)));

    public static string FromInverted(string inverted) => $"thread_{Inverted(inverted)}";
}
