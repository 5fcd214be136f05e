namespace BotGateway.Http;

/// <summary>
/// The property names of the objects that are open while JSON is read, to find one that stands twice. What they take is bounded, whatever the text: its
/// sender chooses how many there are.
/// </summary>
internal sealed class OpenNames
{
    // Far above what any object has that means something: some 30,000 short names.
    private const int MostBytes = 2 * 1024 * 1024;

    // What a set keeps for a name beside its text.
    private const int BytesPerName = 64;

    // One that has grown takes as long to clear as it once was large.
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

    /// <summary>Whether there is room for a name of that length, before it is copied.</summary>
    public bool HasRoom(int length) => _bytes + (2L * length) + BytesPerName <= MostBytes;

    /// <returns>False where it has that name already.</returns>
    public bool TryAdd(string name)
    {
        _bytes += (2 * name.Length) + BytesPerName;
        return _open.Peek().Names.Add(name);
    }
}
