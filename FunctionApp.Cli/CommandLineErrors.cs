using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace BotGateway.Cli;

/// <summary>What is wrong with a command line, one line each.</summary>
internal static partial class CommandLineErrors
{
    public static string Describe(ParseResult parsed, Words words)
    {
        var path = string.Join(' ', PathOf(parsed.CommandResult).Reverse());
        var lines = parsed.Errors.Select(error => Describe(error, words)).Distinct();
        return $"{string.Join('\n', lines)} {words[$"See '{path} --help'.", $"Consulta '{path} --help'."]}";
    }

    private static string Describe(ParseError error, Words words) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Implicit: false } given =>
            words[$"{given.Option.Name} needs a value", $"{given.Option.Name} necesita un valor"] + $"{NameOf(given.Option)}. {given.Option.Description}.",
        ArgumentResult { Tokens.Count: 0 } missing =>
            words[$"{missing.Argument.Name} is missing", $"Falta {missing.Argument.Name}"] + $": {missing.Argument.Description}.",
        _ => Whitespace().Replace(error.Message, " "),
    };

    // The framework lists what is allowed in lines of its own.
    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    private static string NameOf(Option option) => option.HelpName is { } name ? $", {name}" : "";

    private static IEnumerable<string> PathOf(CommandResult command)
    {
        for (SymbolResult? result = command; result is CommandResult { Command: var each }; result = result.Parent)
            yield return each is RootCommand ? "bots" : each.Name;
    }
}
