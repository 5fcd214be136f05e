using System.Text.Json;

namespace BotGateway.Http;

/// <summary>The part of a request that says who calls. Only its form has been checked; nothing in it has been proved.</summary>
/// <param name="Token">The token that names and proves the caller; null where there is none.</param>
/// <param name="Signature">The signature over the token; null where there is none.</param>
/// <param name="KeyId">Which client says it is calling; null where it does not say.</param>
internal sealed record Payload(string? Token, string? Signature, string? KeyId)
{
    public static Payload None { get; } = new(null, null, null);

    /// <summary>In place of one that is larger than any token and signature: an empty token is malformed.</summary>
    public static Payload Oversized { get; } = new("", null, null);

    /// <exception cref="GatewayException">Invalid: a part has the wrong type or an unknown name.</exception>
    public static Payload Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return None;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw GatewayException.Invalid("'payload' must be an object with 'token' and 'signature'.");

        var payload = None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadText(ref reader);
            reader.Read();
            payload = name switch
            {
                "token" => payload with { Token = ReadText(ref reader, name) },
                "signature" => payload with { Signature = ReadText(ref reader, name) },
                "key_id" => payload with { KeyId = ReadText(ref reader, name) },
                _ => throw GatewayException.Invalid("'payload' may hold 'token', 'signature' and 'key_id', nothing else."),
            };
        }

        return payload;
    }

    private static string? ReadText(ref Utf8JsonReader reader, string name) => reader.TokenType switch
    {
        JsonTokenType.String => ReadText(ref reader),
        JsonTokenType.Null => null,
        _ => throw GatewayException.Invalid($"'payload.{name}' must be a string."),
    };

    private static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new GatewayException(ErrorKind.Invalid, "'payload' holds text that is not valid UTF-8, or an unpaired surrogate.", e);
        }
    }
}
