using System.Globalization;

namespace BotGateway.Tests;

/// <summary>How long the tests may take.</summary>
internal static class Thoroughness
{
    public const string SkipReason = "Takes long, so it runs in CI: BOT_GATEWAY_TESTS=thorough.";

    /// <summary>Whether the gate runs them.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("BOT_GATEWAY_TESTS") == "thorough";

    /// <summary>Skips the test in a plain run.</summary>
    public static void Require() => Assert.SkipUnless(IsWanted, SkipReason);

    /// <summary>How many processes a test kills.</summary>
    /// <param name="thorough">In the gate.</param>
    /// <param name="plain">In a plain run, which skips the test if that is none.</param>
    public static int Kills(int thorough, int plain = 0)
    {
        var kills = Environment.GetEnvironmentVariable("BOT_GATEWAY_KILLS") is { Length: > 0 } count
            ? int.Parse(count, CultureInfo.InvariantCulture)
            : IsWanted ? thorough : plain;
        Assert.SkipWhen(kills == 0, SkipReason);
        return kills;
    }
}
