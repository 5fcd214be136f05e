namespace BotGateway.Http;

/// <summary>A request's two parts: the caller (<c>payload</c>) and the event (<c>body</c>).</summary>
/// <remarks>Until <see cref="Confirm"/>, only the form of <c>payload</c> has been checked; of a large request, the rest is unread.</remarks>
internal sealed class Envelope : IDisposable
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly BodyBuffer _buffer;
    private readonly UploadShare _share;
    private readonly Payload _payload;
    private EnvelopeScan? _scan;

    /// <param name="share">The memory budget that the request uses; disposed of with the envelope.</param>
    /// <exception cref="GatewayException">Invalid: malformed as far as it was read, not an object, or an invalid <c>payload</c>.</exception>
    internal Envelope(ReadOnlyMemory<byte> utf8, BodyBuffer buffer, UploadShare share)
    {
        _utf8 = utf8;
        _buffer = buffer;
        _share = share;
        _scan = utf8.Length <= EnvelopeWindows.MostBytes ? EnvelopeScan.Read(utf8) : null;
        _payload = _scan?.Payload ?? EnvelopeWindows.Find(utf8.Span);
    }

    /// <summary>Null if absent.</summary>
    public string? Token => _payload.Token;

    /// <summary>The signature over <see cref="Token"/>; null if absent.</summary>
    public string? Signature => _payload.Signature;

    /// <summary>The client id that the sender claims; null if absent.</summary>
    public string? KeyId => _payload.KeyId;

    /// <summary>The bytes of the <c>body</c> value exactly as sent; empty if absent.</summary>
    /// <exception cref="GatewayException">Invalid, as <see cref="Confirm"/>.</exception>
    public ReadOnlySpan<byte> RawBody => Scan.Body.Span;

    private EnvelopeScan Scan => _scan ??= ConfirmPayload(EnvelopeScan.Read(_utf8));

    /// <summary>Reads and checks the whole request, once its signature is verified, without parsing any values.</summary>
    /// <exception cref="GatewayException">Invalid: malformed or ambiguous, or <c>payload</c> is not the one that was found first.</exception>
    public void Confirm() => _ = Scan;

    /// <exception cref="GatewayException">Invalid: the body is missing or not an object.</exception>
    public RequestBody OpenBody() => Scan.Fields is { } fields
        ? new RequestBody(fields)
        : throw GatewayException.Invalid("'body' must be an object with 'event_name' and the event's fields.");

    /// <summary>Stops counting the request's memory against the budget of unauthenticated requests.</summary>
    internal void LeaveBudget() => _share.Dispose();

    internal static GatewayException NotAnObject() => GatewayException.Invalid("The request must be a JSON object with 'payload' and 'body'.");

    public void Dispose()
    {
        if (_scan?.Fields is { } fields)
        {
            foreach (var field in fields.Values)
                field.Dispose();
        }

        _buffer.Dispose();
        _share.Dispose();
    }

    private EnvelopeScan ConfirmPayload(EnvelopeScan scan) => scan.Payload == _payload
        ? scan
        : throw GatewayException.Invalid("'payload' must be a property of the request itself.");
}
