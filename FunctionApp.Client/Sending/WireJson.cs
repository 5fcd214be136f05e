using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;

namespace BotGateway.Client.Sending;

/// <summary>Writes requests exactly as the contracts define them, and reads answers of older and newer gateways as well.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Requests = new(ContractsJson.SerializerOptions) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly JsonSerializerOptions Answers = new(ContractsJson.SerializerOptions)
    {
        TypeInfoResolver = ContractsJson.SerializerOptions.TypeInfoResolver!.WithAddedModifier(RequireNothing),
        Converters = { new TolerantEnumConverter() },
    };

    /// <typeparam name="TRequest">The event's request; of a polymorphic one, the base.</typeparam>
    /// <returns>The request's body, with the event's name first.</returns>
    public static ReadOnlyMemory<byte> WriteBody<TRequest>(string eventName, TRequest request)
    {
        var fields = JsonSerializer.SerializeToUtf8Bytes(request, (JsonTypeInfo<TRequest>)Requests.GetTypeInfo(typeof(TRequest))).AsSpan();
        var body = new ArrayBufferWriter<byte>(fields.Length + 64);
        body.Write("{\"event_name\":\""u8);
        body.Write(System.Text.Encoding.ASCII.GetBytes(eventName));
        body.Write(fields.SequenceEqual("{}"u8) ? "\""u8 : "\","u8);
        body.Write(fields[1..]);
        return body.WrittenMemory;
    }

    /// <exception cref="JsonException">It is not JSON, or another event's answer.</exception>
    public static TResponse ReadAnswer<TResponse>(string eventName, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("event", out var name)
            || name.ValueKind != JsonValueKind.String || !name.ValueEquals(eventName))
        {
            throw new JsonException($"It is no answer to {eventName}.");
        }

        return answer.Deserialize((JsonTypeInfo<TResponse>)Answers.GetTypeInfo(typeof(TResponse)))!;
    }

    /// <returns>Null if it is not an error of the gateway.</returns>
    public static ErrorResponse? ReadError(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, (JsonTypeInfo<ErrorResponse>)Answers.GetTypeInfo(typeof(ErrorResponse)));
        }
        catch (JsonException)
        {
            return null; // From the Functions host or a proxy.
        }
    }

    // A gateway that is older than this client does not send every property.
    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}
