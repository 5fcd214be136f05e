using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.LocalHost.Vault;

/// <summary>Reads and writes a key's file by hand. Every start reads the keys, and what a serializer needs for times is compiled only then.</summary>
internal sealed class StoredKeyConverter : JsonConverter<StoredKey>
{
    public override StoredKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var key = JsonElement.ParseValue(ref reader);
        try
        {
            var attributes = key.GetProperty("attributes");
            return new StoredKey(
                TextOf(key.GetProperty("kty")),
                [.. key.GetProperty("key_ops").EnumerateArray().Select(TextOf)],
                new KeyAttributes(
                    attributes.GetProperty("enabled").GetBoolean(),
                    TimeOf(attributes.GetProperty("nbf")),
                    TimeOf(attributes.GetProperty("exp")),
                    attributes.GetProperty("created").GetDateTimeOffset(),
                    attributes.GetProperty("updated").GetDateTimeOffset()),
                TextOf(key.GetProperty("pem")));
        }
        catch (Exception damage) when (damage is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException(damage.Message, damage);
        }
    }

    public override void Write(Utf8JsonWriter writer, StoredKey value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kty", value.Kty);
        writer.WriteStartArray("key_ops");
        foreach (var operation in value.KeyOps)
            writer.WriteStringValue(operation);
        writer.WriteEndArray();
        writer.WriteStartObject("attributes");
        writer.WriteBoolean("enabled", value.Attributes.Enabled);
        WriteTime(writer, "nbf", value.Attributes.Nbf);
        WriteTime(writer, "exp", value.Attributes.Exp);
        writer.WriteString("created", value.Attributes.Created);
        writer.WriteString("updated", value.Attributes.Updated);
        writer.WriteEndObject();
        writer.WriteString("pem", value.Pem);
        writer.WriteEndObject();
    }

    private static string TextOf(JsonElement text) => text.GetString() ?? throw new FormatException("A text is missing.");

    private static DateTimeOffset? TimeOf(JsonElement time) => time.ValueKind == JsonValueKind.Null ? null : time.GetDateTimeOffset();

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is null)
            writer.WriteNull(name);
        else
            writer.WriteString(name, time.Value);
    }
}
