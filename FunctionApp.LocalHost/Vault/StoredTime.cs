using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotGateway.LocalHost.Vault;

/// <summary>A time in a key's file. It is a class because every start reads the keys, and compiles what the serializer needs for a value type.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record StoredTime(DateTimeOffset Value)
{
    public static StoredTime? Of(DateTimeOffset? time) => time is { } value ? new StoredTime(value) : null;

    internal sealed class Converter : JsonConverter<StoredTime>
    {
        public override StoredTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDateTimeOffset());

        public override void Write(Utf8JsonWriter writer, StoredTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
