using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotGateway.Requests;

/// <summary>A request as the wire protocol frames it: who calls (<c>payload</c>) and what for (<c>body</c>).</summary>
/// <remarks>Only the form of <c>payload</c> has been checked; nothing in it has been proved, and <c>body</c> has not been looked at.</remarks>
public sealed class Envelope : IDisposable
{
    private readonly JsonDocument _document;
    private readonly BodyBuffer _buffer;
    private readonly UploadShare _share;

    /// <summary>Takes the envelope's parts out of a parsed request.</summary>
    /// <param name="document">The request; the envelope disposes of it.</param>
    /// <param name="buffer">The memory of its text; the envelope disposes of it.</param>
    /// <param name="share">What the request's memory counts against; the envelope disposes of it.</param>
    /// <exception cref="ProblemException">400: not an object, or a part of <c>payload</c> has the wrong type or an unknown name.</exception>
    internal Envelope(JsonDocument document, BodyBuffer buffer, UploadShare share)
    {
        _document = document;
        _buffer = buffer;
        _share = share;
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw ProblemException.BadRequest("The request must be a JSON object with 'payload' and 'body'.");

        if (document.RootElement.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null)
            ReadPayload(payload);
    }

    /// <summary>The token that names and proves the caller; null where there is none.</summary>
    public string? Token { get; private set; }

    /// <summary>The signature over <see cref="Token"/>; null where there is none.</summary>
    public string? Signature { get; private set; }

    /// <summary>Which client says it is calling; null where it does not say.</summary>
    public string? KeyId { get; private set; }

    /// <summary>The bytes of the <c>body</c> value exactly as they came; empty where there is none.</summary>
    public ReadOnlySpan<byte> RawBody =>
        _document.RootElement.TryGetProperty("body", out var body) ? JsonMarshal.GetRawUtf8Value(body) : default;

    /// <summary>Opens the body, once the caller is known.</summary>
    /// <returns>The body's fields; valid until the envelope is disposed of.</returns>
    /// <exception cref="ProblemException">400: there is no body, or it is not an object.</exception>
    public RequestBody OpenBody()
    {
        if (!_document.RootElement.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
            throw ProblemException.BadRequest("'body' must be an object with 'event_name' and the event's fields.");
        return new RequestBody(body, _buffer.Bytes);
    }

    /// <summary>The sender is authenticated: the request's memory counts no more against that of all whose senders are not.</summary>
    internal void LeaveBudget() => _share.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _document.Dispose();
        _buffer.Dispose();
        _share.Dispose();
    }

    private void ReadPayload(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            throw ProblemException.BadRequest("'payload' must be an object with 'token' and 'signature'.");

        foreach (var property in payload.EnumerateObject())
        {
            switch (property.Name)
            {
                case "token": Token = ReadText(property); break;
                case "signature": Signature = ReadText(property); break;
                case "key_id": KeyId = ReadText(property); break;
                default: throw ProblemException.BadRequest("'payload' may hold 'token', 'signature' and 'key_id', nothing else.");
            }
        }
    }

    private static string? ReadText(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString(),
        JsonValueKind.Null => null,
        _ => throw ProblemException.BadRequest($"'payload.{property.Name}' must be a string."),
    };
}
