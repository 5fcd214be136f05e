using System.Text;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>The property names of the objects that are open while JSON is read, to detect duplicates. Its memory is bounded for any input.</summary>
internal sealed class OpenNames
{
    // Far above any meaningful object: some 30,000 short names.
    private const int MostBytes = 2 * 1024 * 1024;

    // A set's overhead per name.
    private const int BytesPerName = 64;

    // Up to here, comparing with each is faster than a set, and needs no copy of the name.
    private const int MostCompared = 16;

    // Arrays, because a start would wait until lists of these values are compiled. Large enough for most requests; they grow.
    private OpenObject[] _open = new OpenObject[4];
    private Range[] _compared = new Range[8];
    private int _depth;
    private int _count;
    private int _bytes;

    public void Open()
    {
        if (_depth == _open.Length)
            Array.Resize(ref _open, 2 * _depth);
        _open[_depth++] = new OpenObject(_count, _bytes);
    }

    public void Close()
    {
        ref var closed = ref _open[--_depth];
        (_count, _bytes) = (closed.First, closed.BytesBefore);
        closed = default; // With its names.
    }

    /// <summary>Whether a name of that length fits, before it is copied.</summary>
    public bool HasRoom(int length) => _bytes + (2L * length) + BytesPerName <= MostBytes;

    /// <param name="utf8">What the reader reads.</param>
    /// <param name="reader">At the name.</param>
    /// <returns>False if the name is already there.</returns>
    public bool TryAdd(ReadOnlySpan<byte> utf8, ref readonly Utf8JsonReader reader)
    {
        ref var open = ref _open[_depth - 1];
        _bytes += (2 * reader.ValueSpan.Length) + BytesPerName;
        // An escaped name may be any name.
        if (open.Names is null && (reader.ValueIsEscaped || _count - open.First == MostCompared))
            open = open with { Names = CopyNames(utf8, open.First) };
        if (open.Names is not null)
            return open.Names.Add(reader.GetString()!);

        for (var i = open.First; i < _count; i++)
        {
            if (utf8[_compared[i]].SequenceEqual(reader.ValueSpan))
                return false;
        }

        if (_count == _compared.Length)
            Array.Resize(ref _compared, 2 * _count);
        var start = (int)reader.TokenStartIndex + 1;
        _compared[_count++] = start..(start + reader.ValueSpan.Length);
        return true;
    }

    private HashSet<string> CopyNames(ReadOnlySpan<byte> utf8, int first)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = first; i < _count; i++)
            names.Add(Encoding.UTF8.GetString(utf8[_compared[i]]));
        return names;
    }

    /// <param name="First">The place of its first name among those compared.</param>
    /// <param name="Names">All its names, if they are too many to compare or one is escaped.</param>
    private readonly record struct OpenObject(int First, int BytesBefore, HashSet<string>? Names = null);
}
