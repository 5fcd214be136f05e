using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>A field of a body. It is parsed only on demand, because parsed JSON takes many times the memory of its text.</summary>
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

    /// <summary>The value, if <see cref="IsText"/>; decoded at each call.</summary>
    public string Text
    {
        get
        {
            if (_parsed is { } parsed)
                return parsed.GetString()!;
            var reader = new Utf8JsonReader(_raw.Span);
            reader.Read();
            return reader.GetString()!;
        }
    }

    private byte First => _parsed is { } parsed ? JsonMarshal.GetRawUtf8Value(parsed)[0] : _raw.Span[0];

    public void Dispose() => _document?.Dispose();
}
