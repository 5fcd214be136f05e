using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.WebConsole;

internal static class ConsoleJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] WriteUtf8<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
