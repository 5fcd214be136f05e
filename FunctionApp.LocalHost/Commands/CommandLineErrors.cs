using System.CommandLine;
using System.CommandLine.Parsing;

namespace BotGateway.LocalHost.Commands;

/// <summary>What is wrong with a command line, one line each, with what the option takes.</summary>
internal static class CommandLineErrors
{
    /// <summary>Adds a check of several options. It does not run while one of them has no value: that is the error, and reading it would throw.</summary>
    public static void AddCheck(this Command command, Action<CommandResult> check) => command.Validators.Add(result =>
    {
        if (!command.Options.Any(option => result.GetResult(option) is { } given && HasNoValue(given)))
            check(result);
    });

    public static string Describe(ParseError error) => error.SymbolResult is OptionResult given && HasNoValue(given)
        ? $"{given.Option.Name} needs a value{(given.Option.HelpName is { } name ? $", {name}" : "")}. {given.Option.Description}."
        : error.Message;

    private static bool HasNoValue(OptionResult given) => !given.Implicit && given.Tokens.Count == 0 && given.Option.Arity.MinimumNumberOfValues > 0;
}
