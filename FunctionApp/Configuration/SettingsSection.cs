namespace BotGateway.Configuration;

/// <param name="Options">The class whose properties are the settings.</param>
/// <param name="IsList">Whether the section is a list of these, each under an index.</param>
/// <param name="FindFaults">Reads and validates the settings and returns a line for each problem.</param>
internal sealed record SettingsSection(string Name, Type Options, bool IsList, Func<IReadOnlyList<string>> FindFaults)
{
    /// <summary>The names of all its settings as operators write them, with N for the index of a list entry.</summary>
    public IEnumerable<string> Known =>
        from property in Options.GetProperties()
        where property.CanWrite
        select SettingName.Of($"{Name}:{(IsList ? $"{SettingName.Entry}:" : "")}{property.Name}");
}
