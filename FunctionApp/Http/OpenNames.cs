namespace BotGateway.Http;

/// <summary>The property names of the objects that are open while JSON is read, to detect duplicates. Its memory is bounded for any input.</summary>
internal sealed class OpenNames
{
    // Far above any meaningful object: some 30,000 short names.
    private const int MostBytes = 2 * 1024 * 1024;

    // A set's overhead per name.
    private const int BytesPerName = 64;

    // Clearing a set takes time proportional to its capacity, so one that has grown is replaced.
    private const int MostReused = 64;

    private readonly Stack<(HashSet<string> Names, int Bytes)> _open = new();
    private HashSet<string>? _spare;
    private int _bytes;

    public void Open()
    {
        _open.Push((_spare ?? new HashSet<string>(StringComparer.Ordinal), _bytes));
        _spare = null;
    }

    public void Close()
    {
        (var names, _bytes) = _open.Pop();
        if (names.EnsureCapacity(0) > MostReused)
            return;
        names.Clear();
        _spare = names;
    }

    /// <summary>Whether a name of that length fits, before it is copied.</summary>
    public bool HasRoom(int length) => _bytes + (2L * length) + BytesPerName <= MostBytes;

    /// <returns>False if the name is already there.</returns>
    public bool TryAdd(string name)
    {
        _bytes += (2 * name.Length) + BytesPerName;
        return _open.Peek().Names.Add(name);
    }
}
