using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>Walks over the elements of a JSON array where they are.</summary>
internal sealed class ArrayWalk(ReadOnlyMemory<byte> array)
{
    private JsonReaderState _state = new(StrictJson.ReaderOptions);
    private int _at;

    public ReadOnlyMemory<byte> Element { get; private set; }

    public bool MoveNext()
    {
        var reader = new Utf8JsonReader(array.Span[_at..], isFinalBlock: true, _state);
        if (_at == 0)
            reader.Read();
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray)
            return false;

        var start = _at + (int)reader.TokenStartIndex;
        reader.Skip();
        _at += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        Element = array[start.._at];
        return true;
    }
}
