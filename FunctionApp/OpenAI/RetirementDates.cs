using System.Globalization;
using BotGateway.Configuration;

namespace BotGateway.OpenAI;

/// <summary>The days on which the service retires models, as far as the operator has configured them.</summary>
internal sealed class RetirementDates
{
    private readonly Dictionary<string, DateOnly> _dates = new(StringComparer.Ordinal);

    /// <returns>The dates; null if the setting is wrong.</returns>
    public static RetirementDates? Parse(string setting)
    {
        var dates = new RetirementDates();
        foreach (var entry in CommaSeparated.Parse(setting))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var text]
                || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || !dates._dates.TryAdd(name, date))
            {
                return null;
            }
        }

        return dates;
    }

    /// <returns>The model's own date, else that of the longest beginning; null if none is configured.</returns>
    public string? Find(string model)
    {
        var name = _dates.ContainsKey(model)
            ? model
            : _dates.Keys.Where(key => key.EndsWith('*') && model.StartsWith(key[..^1], StringComparison.Ordinal)).MaxBy(key => key.Length);
        return name is null ? null : _dates[name].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
