using System.Text.Json;
using Azure.Data.Tables;

namespace BotGateway.Tables;

/// <summary>Reads the columns of rows that another version, a tool or a person may have written.</summary>
internal static class RowColumns
{
    /// <exception cref="UnreadableRowException">It is missing or of another type.</exception>
    public static T Require<T>(this TableEntity row, string name) =>
        row.TryRead<T>(name, out var value) ? value! : throw new UnreadableRowException($"column '{name}' is missing");

    /// <exception cref="UnreadableRowException">It is of another type.</exception>
    public static T? Optional<T>(this TableEntity row, string name)
        where T : struct => row.TryRead<T>(name, out var value) ? value : null;

    /// <summary>Reads a text, whatever its length, that must be there.</summary>
    /// <exception cref="UnreadableRowException">It is missing or no text.</exception>
    public static string RequireText(this TableEntity row, string name)
    {
        row.Require<string>(name);
        return row.OptionalText(name)!;
    }

    /// <summary>Reads a text, whatever its length, that may be absent.</summary>
    /// <exception cref="UnreadableRowException">It is no text.</exception>
    public static string? OptionalText(this TableEntity row, string name)
    {
        foreach (var column in row.Keys.Where(key => key.StartsWith(name, StringComparison.Ordinal) && key.AsSpan(name.Length).IndexOfAnyExceptInRange('0', '9') < 0))
            row.TryRead<string>(column, out _);
        return row.FindText(name);
    }

    /// <exception cref="UnreadableRowException">It is not the JSON that <paramref name="read"/> expects.</exception>
    public static T ReadJson<T>(string name, string json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new UnreadableRowException($"column '{name}' does not hold the JSON that belongs there", e);
        }
    }

    /// <exception cref="UnreadableRowException">The value is out of range.</exception>
    public static void Check(bool isValid, string name)
    {
        if (!isValid)
            throw new UnreadableRowException($"column '{name}' is out of range");
    }

    private static bool TryRead<T>(this TableEntity row, string name, out T? value)
    {
        value = default;
        if (!row.TryGetValue(name, out var found) || found is null)
            return false;
        value = found is T right ? right : throw new UnreadableRowException($"column '{name}' is of type {found.GetType().Name}, not {typeof(T).Name}");
        return true;
    }
}
