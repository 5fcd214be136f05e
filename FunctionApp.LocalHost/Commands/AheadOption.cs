using System.CommandLine;

namespace BotGateway.LocalHost.Commands;

/// <summary>The option of all commands that sets the gateway's clock ahead, and with it the clock of its tokens.</summary>
internal static class AheadOption
{
    /// <summary>Creates the option for the root command; subcommands inherit it.</summary>
    public static Option<TimeSpan> Create() => DurationOption.Create(
        "--ahead", "Set the gateway's clock ahead, so that routines that are due later run now; 'token' needs the same option", recursive: true);
}
