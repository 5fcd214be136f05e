namespace BotGateway.Configuration;

internal static class CommaSeparated
{
    /// <param name="value">Entries separated by commas; surrounding whitespace and empty entries are ignored.</param>
    public static string[] Parse(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
