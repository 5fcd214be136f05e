using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>One field of a body: its text, which is parsed when it is asked for, since what it parses to takes many times as much.</summary>
internal sealed class BodyField : IDisposable
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly JsonElement? _parsed;
    private JsonDocument? _document;

    public BodyField(ReadOnlyMemory<byte> raw) => _raw = raw;

    public BodyField(JsonElement parsed) => _parsed = parsed;

    public ReadOnlyMemory<byte> Raw => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed).ToArray() : _raw;

    public bool IsNull => First == 'n';

    public bool IsText => First == '"';

    public int Length => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed).Length : _raw.Length;

    public JsonElement Value => _parsed ?? (_document ??= StrictJson.ParseChecked(_raw)).RootElement;

    private byte First => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed)[0] : _raw.Span[0];

    public void Dispose() => _document?.Dispose();
}
