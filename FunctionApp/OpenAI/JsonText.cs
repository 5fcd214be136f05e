using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.OpenAI;

internal static partial class JsonText
{
    /// <returns>The text; null where there is none.</returns>
    public static string? FindText(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? Read(value)
            : null;

    /// <summary>Reads a text. Half a surrogate pair in it, which is no character and which the library refuses to read, becomes U+FFFD.</summary>
    public static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text));
            return JsonSerializer.Deserialize<string>(Escape().Replace(raw, escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value))!;
        }
    }

    // Pairs and other escapes first, so that what is left is a half.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escape();
}
