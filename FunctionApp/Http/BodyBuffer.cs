namespace BotGateway.Http;

/// <summary>Buffers a body as it arrives, until its request ends. It grows with the received bytes, not with the announced length.</summary>
internal sealed class BodyBuffer(UploadShare share, long? announced, int most, int windowBytes = 0) : IDisposable
{
    // Below the large object heap's 85,000 bytes; also the most that is read or decoded before other requests get a turn.
    private const int SmallBytes = 64 * 1024;
    private const int UsualBytes = 8 * 1024;

    // One byte more than announced, to detect the end. Not cleared: only what was received is ever read.
    private readonly byte[] _small = GC.AllocateUninitializedArray<byte>((int)Math.Min(announced + 1 ?? UsualBytes, SmallBytes));
    private readonly long _mostRoom = Math.Min(announced + 1 ?? most, most);
    private NativeBlock? _large;

    public int Length { get; private set; }

    /// <summary>What has been received so far; valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Bytes => Memory[..Length];

    private Memory<byte> Memory => _large?.Memory ?? _small;

    /// <exception cref="GatewayException">Unavailable: the memory budget is exhausted.</exception>
    public Memory<byte> GetRoom()
    {
        if (Length == Memory.Length)
            Grow();
        return Memory.Slice(Length, Math.Min(Memory.Length - Length, SmallBytes));
    }

    public void Advance(int count) => Length += count;

    /// <summary>The whole body; valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        share.Complete();
        return Memory[..Length];
    }

    public void Dispose() => ((IDisposable?)_large)?.Dispose();

    private void Grow()
    {
        var room = (int)Math.Max(Math.Min(Math.Max(2L * Length, 2 * SmallBytes), _mostRoom), Length + 1L);
        share.Take(Length < windowBytes ? 2 * (room - Length) : room - Length);
        if (_large is null)
        {
            _large = new NativeBlock();
            _large.Grow(room);
            _small.CopyTo(_large.Memory);
        }
        else
        {
            _large.Grow(room);
        }
    }
}
