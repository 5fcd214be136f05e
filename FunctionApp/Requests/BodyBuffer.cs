using System.Buffers;

namespace BotGateway.Requests;

/// <summary>
/// Takes a body in as it comes. It grows by what has come, not by what is announced, and without copies: a body that is refused leaves nothing on the
/// large object heap.
/// </summary>
/// <param name="share">What the memory counts against.</param>
/// <param name="announced">The Content-Length; null where nobody knows.</param>
/// <param name="windowBytes">Up to how much of what has come its decoder keeps too.</param>
internal sealed class BodyBuffer(UploadShare share, int? announced, int windowBytes = 0) : IDisposable
{
    // Below the large object heap's 85,000 bytes.
    private const int SegmentBytes = 64 * 1024;
    private const int UsualBytes = 8 * 1024;

    // One byte more than is announced: the end shows where nothing more comes. Not of the pool: it goes on as the body of a small request.
    private readonly byte[] _first = new byte[Math.Min(announced is { } length ? length + 1 : UsualBytes, SegmentBytes)];
    private readonly List<byte[]> _more = [];
    private int _used;

    /// <summary>How many bytes have come.</summary>
    public int Length { get; private set; }

    private byte[] Last => _more is [.., var last] ? last : _first;

    /// <summary>Where the next bytes belong.</summary>
    /// <returns>Some room, of at least one byte.</returns>
    /// <exception cref="ProblemException">503: there is none.</exception>
    public Memory<byte> GetRoom()
    {
        if (_used == Last.Length)
        {
            share.Take(Length < windowBytes ? 2 * SegmentBytes : SegmentBytes);
            _more.Add(ArrayPool<byte>.Shared.Rent(SegmentBytes));
            _used = 0;
        }

        return Last.AsMemory(_used);
    }

    /// <summary>Tells how much of the room was filled.</summary>
    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    /// <summary>The whole body in one piece, which the buffer has no part in any more.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        share.Complete();
        if (_more.Count == 0)
            return _first.AsMemory(0, _used);

        var whole = GC.AllocateUninitializedArray<byte>(Length);
        _first.CopyTo(whole, 0);
        var at = _first.Length;
        foreach (var segment in _more)
        {
            var count = Math.Min(segment.Length, Length - at);
            segment.AsSpan(0, count).CopyTo(whole.AsSpan(at));
            at += count;
        }

        Dispose();
        return whole;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _more.ForEach(segment => ArrayPool<byte>.Shared.Return(segment));
        _more.Clear();
    }
}
