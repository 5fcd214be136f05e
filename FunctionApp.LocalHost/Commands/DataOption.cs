using System.CommandLine;

namespace BotGateway.LocalHost.Commands;

/// <summary>The option of all commands that selects the data directory.</summary>
internal static class DataOption
{
    /// <summary>Creates the option for the root command; subcommands inherit it.</summary>
    public static Option<string> Create() => new("--data")
    {
        Description = "The directory for keys, tables and simulated jobs",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => ".local",
    };

    public static string GetDirectory(this ParseResult parsed, Option<string> data) => Path.GetFullPath(parsed.GetRequiredValue(data));
}
