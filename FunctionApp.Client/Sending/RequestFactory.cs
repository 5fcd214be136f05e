using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.Client.Tokens;

namespace BotGateway.Client.Sending;

/// <summary>Creates complete requests, each with a new token.</summary>
internal sealed class RequestFactory(ITokenFactory tokens)
{
    /// <summary>Embeds the body, which is JSON, exactly as it is: the token holds its hash.</summary>
    public async Task<ReadOnlyMemory<byte>> CreateAsync(ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bodySha256 = Base64Url.EncodeToString(SHA256.HashData(body.Span));
        var payload = await tokens.CreateAsync(bodySha256, now, cancellationToken).ConfigureAwait(false);
        var request = new ArrayBufferWriter<byte>(body.Length + 1024);
        using (var writer = new Utf8JsonWriter(request, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            WritePayload(writer, payload);
            writer.WritePropertyName("body");
            writer.WriteRawValue(body.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return request.WrittenMemory;
    }

    private static void WritePayload(Utf8JsonWriter writer, Payload payload)
    {
        writer.WriteStartObject("payload");
        writer.WriteString("token", payload.Token);
        if (payload.Signature is not null)
            writer.WriteString("signature", payload.Signature);
        if (payload.KeyId is not null)
            writer.WriteString("key_id", payload.KeyId);
        writer.WriteEndObject();
    }
}
