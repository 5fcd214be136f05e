namespace BotGateway.Configuration;

/// <summary>Lists that one app setting holds.</summary>
internal static class CommaSeparated
{
    /// <summary>Reads a list.</summary>
    /// <param name="value">The entries, separated by commas; blanks around them and empty ones do not count.</param>
    public static string[] Parse(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
