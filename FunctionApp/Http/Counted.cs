namespace BotGateway.Http;

internal static class Counted
{
    /// <summary>For example <c>1 example</c>, <c>10 examples</c>.</summary>
    public static string Of(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
