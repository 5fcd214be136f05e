namespace BotGateway.Configuration;

/// <summary>The names of settings as users write them, with two underscores: app settings on Azure hold no colons.</summary>
internal static class SettingName
{
    /// <summary>What stands for the number of an entry in a list's name.</summary>
    public const string Entry = "N";

    public static string Of(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
