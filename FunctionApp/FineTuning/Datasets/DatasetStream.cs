using BotGateway.Http;

namespace BotGateway.FineTuning.Datasets;

/// <summary>
/// A dataset's parts one after the other, read from their blobs as they are needed: no more of it is in memory than is being sent. Seekable, so that a
/// failed upload starts over without a copy of it on the disk, which is small on Azure.
/// </summary>
internal sealed class DatasetStream(DatasetStore store, Dataset dataset) : Stream
{
    private readonly long _length = dataset.Bytes;
    private long _position;
    private Stream? _part;
    private long _partEnd;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => _length };
        ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(offset));
        if (position != _position)
            Close(position);
        return _position;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= _length || buffer.IsEmpty)
            return 0;

        var part = _part ??= await OpenAsync(cancellationToken);
        var read = await store.Container.GuardAsync(
            "read", async () => await part.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _partEnd - _position)], cancellationToken), cancellationToken);
        if (read == 0)
            throw new GatewayException(ErrorKind.Unavailable, "The Blob service is unavailable: a part of the dataset broke off.");
        _position += read;
        if (_position == _partEnd)
            Close(_position);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close(_position);
        base.Dispose(disposing);
    }

    private void Close(long position)
    {
        _part?.Dispose();
        _part = null;
        _position = position;
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var start = 0L;
        foreach (var part in dataset.Parts)
        {
            _partEnd = start + part.Bytes;
            if (_position < _partEnd)
            {
                var name = PartBlob.NameOf(dataset.ClientId, dataset.Id, part.Number);
                return await store.Container.OpenAsync(name, part.Version, _position - start, cancellationToken)
                    ?? throw GatewayException.NotFound("dataset", dataset.Id);
            }

            start = _partEnd;
        }

        throw new InvalidOperationException("Beyond the end there is nothing to open.");
    }
}
