namespace BotGateway.Configuration;

/// <param name="Options">The class whose properties are its settings.</param>
/// <param name="IsList">Whether the section holds any number of these, each under a number.</param>
internal sealed record SettingsSection(string Name, Type Options, bool IsList)
{
    /// <summary>The names of all its settings as users write them; of a list with N for the number.</summary>
    public IEnumerable<string> Known =>
        from property in Options.GetProperties()
        where property.CanWrite
        select SettingName.Of($"{Name}:{(IsList ? $"{SettingName.Entry}:" : "")}{property.Name}");
}
