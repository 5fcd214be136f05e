namespace BotGateway.Http;

/// <summary>A request as the wire protocol frames it: who calls (<c>payload</c>) and what for (<c>body</c>).</summary>
/// <remarks>
/// Only the form of <c>payload</c> has been checked; nothing in it has been proved. Of a large request no more has been looked at than was needed to find it,
/// until <see cref="Confirm"/>.
/// </remarks>
internal sealed class Envelope : IDisposable
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly BodyBuffer _buffer;
    private readonly UploadShare _share;
    private readonly Payload _payload;
    private EnvelopeScan? _scan;

    /// <param name="share">What the request's memory counts against; the envelope disposes of it.</param>
    /// <exception cref="GatewayException">Invalid: malformed as far as it was looked at, not an object, or a part of <c>payload</c> has the wrong type or an unknown name.</exception>
    internal Envelope(ReadOnlyMemory<byte> utf8, BodyBuffer buffer, UploadShare share)
    {
        _utf8 = utf8;
        _buffer = buffer;
        _share = share;
        _scan = utf8.Length <= EnvelopeWindows.MostBytes ? EnvelopeScan.Read(utf8) : null;
        _payload = _scan?.Payload ?? EnvelopeWindows.Find(utf8.Span);
    }

    /// <summary>The token that names and proves the caller; null where there is none.</summary>
    public string? Token => _payload.Token;

    /// <summary>The signature over <see cref="Token"/>; null where there is none.</summary>
    public string? Signature => _payload.Signature;

    /// <summary>Which client says it is calling; null where it does not say.</summary>
    public string? KeyId => _payload.KeyId;

    /// <summary>The bytes of the <c>body</c> value exactly as they came; empty where there is none.</summary>
    /// <exception cref="GatewayException">Invalid, as <see cref="Confirm"/>.</exception>
    public ReadOnlySpan<byte> RawBody => Scan.Body.Span;

    private EnvelopeScan Scan => _scan ??= ConfirmPayload(EnvelopeScan.Read(_utf8));

    /// <summary>Reads all of the request, once its sender has signed for it: nothing is parsed, only checked and found.</summary>
    /// <exception cref="GatewayException">Invalid: it is malformed or ambiguous, or <c>payload</c> is not what it seemed to be.</exception>
    public void Confirm() => _ = Scan;

    /// <exception cref="GatewayException">Invalid: there is no body, or it is not an object.</exception>
    public RequestBody OpenBody() => Scan.Fields is { } fields
        ? new RequestBody(fields)
        : throw GatewayException.Invalid("'body' must be an object with 'event_name' and the event's fields.");

    /// <summary>The sender is authenticated: the request's memory counts no more against that of all whose senders are not.</summary>
    internal void LeaveBudget() => _share.Dispose();

    internal static GatewayException NotAnObject() => GatewayException.Invalid("The request must be a JSON object with 'payload' and 'body'.");

    public void Dispose()
    {
        foreach (var field in _scan?.Fields?.Values ?? [])
            field.Dispose();
        _buffer.Dispose();
        _share.Dispose();
    }

    private EnvelopeScan ConfirmPayload(EnvelopeScan scan) => scan.Payload == _payload
        ? scan
        : throw GatewayException.Invalid("'payload' must be a property of the request itself.");
}
