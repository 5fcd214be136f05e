using System.CommandLine;
using System.Globalization;

namespace BotGateway.LocalHost.Commands;

/// <summary>Options whose value is a duration.</summary>
internal static class DurationOption
{
    // Clocks end at year 10000, and timers wait for weeks at most.
    private static readonly TimeSpan Most = TimeSpan.FromDays(3650);

    public static Option<TimeSpan> Create(string name, string description, bool recursive = false) => new(name)
    {
        Description = description,
        HelpName = "[D.]HH:MM:SS",
        Recursive = recursive,
        CustomParser = result =>
        {
            // "10" alone would mean ten days.
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
