using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>One field of a body: its text, which is parsed when it is asked for, since what it parses to takes many times as much.</summary>
internal sealed class BodyField : IDisposable
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly JsonElement? _parsed;
    private JsonDocument? _document;

    /// <param name="raw">Its text, checked.</param>
    public BodyField(ReadOnlyMemory<byte> raw) => _raw = raw;

    /// <param name="parsed">Its value, of a document of somebody else's.</param>
    public BodyField(JsonElement parsed) => _parsed = parsed;

    /// <summary>Its text.</summary>
    public ReadOnlyMemory<byte> Raw => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed).ToArray() : _raw;

    /// <summary>Whether it counts as absent.</summary>
    public bool IsNull => First == 'n';

    /// <summary>Whether it is a string.</summary>
    public bool IsText => First == '"';

    /// <summary>Its length in bytes.</summary>
    public int Length => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed).Length : _raw.Length;

    /// <summary>Its value.</summary>
    public JsonElement Value => _parsed ?? (_document ??= StrictJson.ParseChecked(_raw)).RootElement;

    private byte First => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed)[0] : _raw.Span[0];

    public void Dispose() => _document?.Dispose();
}
