namespace BotGateway.Configuration;

internal static class CommaSeparated
{
    /// <param name="value">The entries, separated by commas; blanks around them and empty ones do not count.</param>
    public static string[] Parse(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
