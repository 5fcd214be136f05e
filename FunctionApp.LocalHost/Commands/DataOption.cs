using System.CommandLine;

namespace BotGateway.LocalHost.Commands;

/// <summary>The option that every command has: where LocalHost keeps its data.</summary>
internal static class DataOption
{
    /// <summary>Makes the option; it is given to the root command and holds for all others.</summary>
    /// <returns>The option; its value is an absolute path.</returns>
    public static Option<string> Create() => new("--data")
    {
        Description = "Where keys, tables and simulated jobs are kept",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => ".local",
    };

    /// <summary>Reads the option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The option.</param>
    /// <returns>The directory's absolute path.</returns>
    public static string GetDirectory(this ParseResult parsed, Option<string> data) => Path.GetFullPath(parsed.GetRequiredValue(data));
}
