using System.Buffers;
using System.Runtime.InteropServices;

namespace BotGateway.Http;

/// <summary>
/// Unmanaged memory for large bodies, freed when the request ends. On the managed heap it would stay until the next full collection, which does not run
/// while the app is idle.
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

    /// <summary>Empty after disposal, so that reading on throws instead of reading freed memory.</summary>
    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    public override void Unpin()
    {
        // Unmanaged memory never moves.
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_start);
        _start = null;
        _length = 0;
    }
}
