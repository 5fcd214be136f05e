namespace BotGateway.OpenAI;

/// <summary>Keeps evenly spread items of a sequence of any length, and its last.</summary>
internal sealed class ThinnedList<T>(int most)
    where T : class
{
    private readonly List<T> _kept = [];
    private long _stride = 1;
    private long _count;
    private T? _last;

    public void Add(T item)
    {
        _last = item;
        if (_count++ % _stride != 0)
            return;
        // One place is for the last.
        if (_kept.Count == most - 1)
        {
            _stride *= 2;
            for (var i = _kept.Count - 1; i > 0; i--)
            {
                if (i % 2 == 1)
                    _kept.RemoveAt(i);
            }

            if ((_count - 1) % _stride != 0)
                return;
        }

        _kept.Add(item);
    }

    public IReadOnlyList<T> ToList() => _last is null || ReferenceEquals(_kept[^1], _last) ? [.. _kept] : [.. _kept, _last];
}
