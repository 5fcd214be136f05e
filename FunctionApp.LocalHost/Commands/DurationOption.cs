using System.CommandLine;
using System.Globalization;

namespace BotGateway.LocalHost.Commands;

/// <summary>Options whose value is a time span.</summary>
internal static class DurationOption
{
    // No clock reaches year 10000, and no timer waits for months.
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    /// <summary>Makes one.</summary>
    /// <param name="name">Its name, with the hyphens.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="recursive">Whether subcommands have it too.</param>
    /// <returns>The option; zero where it is not given.</returns>
    public static Option<TimeSpan> Create(string name, string description, bool recursive = false) => new(name)
    {
        Description = description,
        HelpName = "[D.]HH:MM:SS",
        Recursive = recursive,
        CustomParser = result =>
        {
            // "10" alone would be ten days.
            var text = result.Tokens.Single().Value;
            if (text.Contains(':', StringComparison.Ordinal)
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
                && value >= TimeSpan.Zero
                && value <= Most)
            {
                return value;
            }

            result.AddError($"{name} must be a time of the form [D.]HH:MM:SS, up to {Most.TotalDays} days, such as 00:10:00.");
            return default;
        },
    };
}
