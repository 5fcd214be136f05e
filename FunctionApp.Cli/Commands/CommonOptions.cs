using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace BotGateway.Cli.Commands;

/// <summary>Options of several commands.</summary>
internal static class CommonOptions
{
    public static Option<bool> Yes(Words words) => Flag("--yes", words["Do not ask", "No preguntar"]);

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    /// <summary>The framework's own error would name a .NET type.</summary>
    public static Option<T?> Number<T>(Words words, string name, string helpName, string description)
        where T : struct, INumber<T> => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
                if (T.TryParse(result.Tokens.Single().Value, Style, CultureInfo.InvariantCulture, out var value))
                    return value;
                result.AddError(words[$"{name} must be a number, {helpName}.", $"{name} debe ser un número, {helpName}."]);
                return null;
            },
        };

    public static Argument<string> Id(string description) => new("ID") { Description = description };
}
