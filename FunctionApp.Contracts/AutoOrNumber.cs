using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A number, or <c>"auto"</c> for the service's own choice.</summary>
/// <param name="Number">The number; null for <c>"auto"</c>.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct AutoOrNumber(double? Number)
{
    /// <summary>The word for the service's own choice.</summary>
    public const string AutoWord = "auto";

    /// <summary>How Azure OpenAI writes the service's own choice of an integer.</summary>
    public const int AzureAuto = -1;

    /// <summary>The service's own choice.</summary>
    public static AutoOrNumber Auto => default;

    internal sealed class Converter : JsonConverter<AutoOrNumber>
    {
        public override AutoOrNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number => new AutoOrNumber(reader.GetDouble()),
            JsonTokenType.String when reader.ValueTextEquals(AutoWord) => Auto,
            _ => throw new JsonException("It must be a number or \"auto\"."),
        };

        public override void Write(Utf8JsonWriter writer, AutoOrNumber value, JsonSerializerOptions options)
        {
            if (value.Number is { } number)
                writer.WriteNumberValue(number);
            else
                writer.WriteStringValue(AutoWord);
        }
    }
}
