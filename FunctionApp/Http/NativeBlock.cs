using System.Buffers;
using System.Runtime.InteropServices;

namespace BotGateway.Http;

/// <summary>
/// Memory of the operating system's. What a large body takes is given back when its request is over; on the garbage collector's heap it would stay until
/// the next full collection, which does not come while the app is idle.
/// </summary>
internal sealed unsafe class NativeBlock : MemoryManager<byte>
{
    private byte* _start;
    private int _length;

    public void Grow(int length)
    {
        _start = (byte*)NativeMemory.Realloc(_start, (nuint)length);
        _length = length;
    }

    /// <summary>Once it is disposed of there is nothing: reading on is an exception, not whatever else is there by then.</summary>
    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_start);
        _start = null;
        _length = 0;
    }
}
