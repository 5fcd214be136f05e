using System.Text.Json;

namespace BotGateway.Models;

internal static class JsonNumbers
{
    // JsonElement.TryGetInt64 throws where the value is no number at all.
    public static bool TryReadInt64(this JsonElement element, out long number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number);
    }
}
