using BotGateway.Configuration;
using BotGateway.Scheduling;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Hosting;

/// <summary>Finds settings that no part of the app reads, most of them misspelled.</summary>
internal sealed class UnknownSettings(IConfiguration configuration, IEnumerable<SettingsSection> sections)
{
    private readonly string[] _known = [.. sections.SelectMany(section => section.Known), TimerSchedule.Setting];
    private readonly HashSet<string> _lists = sections.Where(section => section.IsList).Select(section => section.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = sections.Select(section => section.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Under the app's own prefixes, every unknown name counts; elsewhere, only names similar to the app's.</summary>
    public IEnumerable<string> Find() =>
        PresentKeys().Order().Select(FindFault).OfType<string>();

    private IEnumerable<string> PresentKeys()
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (value is not null)
                yield return key;
        }
    }

    private string? FindFault(string key)
    {
        var name = Name.Of(key, _lists);
        if (_known.Contains(name.General, StringComparer.OrdinalIgnoreCase))
            return null;
        var isOurs = key.Split(':') is [var section, _, ..] && _names.Contains(section);
        var nearest = NearestName.Find(name.General, _known) ?? (isOurs ? NearestName.FindByLastPart(name.General, _known) : null);
        return isOurs || nearest is not null
            ? $"Setting '{SettingName.Of(key)}' is not known{(nearest is null ? "." : $"; did you mean '{name.Specific(nearest)}'?")}"
            : null;
    }

    /// <param name="General">With <see cref="SettingName.Entry"/> instead of an entry's index.</param>
    /// <param name="Entry">The entry's index, or 0 if there is none.</param>
    private sealed record Name(string General, string Entry)
    {
        public static Name Of(string key, HashSet<string> lists) => key.Split(':') switch
        {
            [var list, var entry, .. { Length: > 0 } rest] when lists.Contains(list) || entry.All(char.IsAsciiDigit) =>
                new(SettingName.Of(string.Join(':', [list, SettingName.Entry, .. rest])), entry),
            _ => new(SettingName.Of(key), "0"),
        };

        public string Specific(string known) => known.Replace($"__{SettingName.Entry}__", $"__{Entry}__", StringComparison.Ordinal);
    }
}
