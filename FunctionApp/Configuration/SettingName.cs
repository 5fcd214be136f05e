namespace BotGateway.Configuration;

/// <summary>Setting names as operators write them, with two underscores, because Azure's app settings cannot contain colons.</summary>
internal static class SettingName
{
    /// <summary>The placeholder for the index of a list entry.</summary>
    public const string Entry = "N";

    public static string Of(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
