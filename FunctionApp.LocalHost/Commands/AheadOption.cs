using System.CommandLine;

namespace BotGateway.LocalHost.Commands;

/// <summary>The option that every command has: how far the gateway's clock, and so the tokens for it, run ahead.</summary>
internal static class AheadOption
{
    /// <summary>Makes the option; it is given to the root command and holds for all others.</summary>
    /// <returns>The option; its value is not negative.</returns>
    public static Option<TimeSpan> Create() => DurationOption.Create(
        "--ahead", "Run the gateway's clock ahead, to watch routines that are due later; tokens for it need the same", recursive: true);
}
