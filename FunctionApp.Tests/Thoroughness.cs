namespace BotGateway.Tests;

/// <summary>How long the tests may take.</summary>
internal static class Thoroughness
{
    /// <summary>Whether the gate runs them.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("BOT_GATEWAY_TESTS") == "thorough";
}
