using System.Text.Json;

namespace BotGateway.Models;

internal static class JsonText
{
    /// <summary>Reads a text that a service may give or not.</summary>
    /// <param name="element">What it gave.</param>
    /// <param name="name">The property.</param>
    /// <returns>The text; null where there is none.</returns>
    public static string? FindText(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
