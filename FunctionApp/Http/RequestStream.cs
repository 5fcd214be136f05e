namespace BotGateway.Http;

/// <summary>A request's body as received, limited in size, with a suffix appended.</summary>
internal sealed class RequestStream(Stream body, RequestLimits limits, UploadPace pace, ReadOnlyMemory<byte> after = default) : ReadOnlyStream
{
    private long _left = limits.MaxBytes;
    private ReadOnlyMemory<byte> _after = after;
    private bool _hasEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_hasEnded)
        {
            var read = await ReadBodyAsync(buffer, cancellationToken);
            _left -= read;
            if (_left < 0)
                throw limits.TooLarge();
            if (read > 0 || buffer.IsEmpty)
                return read;
            _hasEnded = true;
        }

        var count = Math.Min(_after.Length, buffer.Length);
        _after[..count].CopyTo(buffer);
        _after = _after[count..];
        return count;
    }

    // How a server reports that the client disconnected or violated HTTP; not a failure of the gateway.
    private async ValueTask<int> ReadBodyAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await pace.ReadAsync(body, buffer, cancellationToken);
        }
        catch (IOException broken)
        {
            throw new GatewayException(ErrorKind.Invalid, "The request broke off before its end.", broken);
        }
    }
}
