using System.CommandLine;

namespace BotGateway.LocalHost.Commands;

/// <summary>The option of all commands that selects the data directory.</summary>
internal static class DataOption
{
    /// <summary>Creates the option for the root command; subcommands inherit it.</summary>
    public static Option<string> Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "The directory for keys, tables and simulated jobs",
            HelpName = "DIR",
            Recursive = true,
            DefaultValueFactory = _ => ".local",
        };
        data.Validators.Add(result =>
        {
            if (result.Tokens is not [var given])
                return;
            if (string.IsNullOrWhiteSpace(given.Value) || given.Value.Contains('\0', StringComparison.Ordinal))
                result.AddError("--data needs the name of a directory, such as .local.");
            else if (File.Exists(given.Value))
                result.AddError($"--data needs a directory, but {given.Value} is a file.");
        });
        return data;
    }

    public static string GetDirectory(this ParseResult parsed, Option<string> data) => Path.GetFullPath(parsed.GetRequiredValue(data));
}
