using System.Globalization;

namespace BotGateway.Tests;

/// <summary>How long the tests may take.</summary>
internal static class Thoroughness
{
    /// <summary>The end of every reason to skip a test in a plain run.</summary>
    public const string InCI = " CI runs it: BOT_GATEWAY_TESTS=thorough.";

    /// <summary>Whether the gate runs them.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("BOT_GATEWAY_TESTS") == "thorough";

    /// <summary>Skips the test in a plain run.</summary>
    /// <param name="reason">What makes it long, and what of its kind a plain run has, in a sentence.</param>
    public static void Require(string reason) => Assert.SkipUnless(IsWanted, reason + InCI);

    /// <summary>How many processes a test kills.</summary>
    /// <param name="thorough">In the gate.</param>
    public static int Kills(int thorough)
    {
        var kills = Environment.GetEnvironmentVariable("BOT_GATEWAY_KILLS") is { Length: > 0 } count
            ? int.Parse(count, CultureInfo.InvariantCulture)
            : IsWanted ? thorough : 0;
        Assert.SkipWhen(kills == 0, $"It starts and kills {thorough} processes, of seconds each; KillAtWriteTests kills some in every run.{InCI}");
        return kills;
    }
}
