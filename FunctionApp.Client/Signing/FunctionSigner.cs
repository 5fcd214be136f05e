namespace BotGateway.Client.Signing;

internal sealed class FunctionSigner(string algorithm, Func<byte[], CancellationToken, Task<byte[]>> sign) : IRequestSigner
{
    public string Algorithm => algorithm;

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await sign(data.ToArray(), cancellationToken).ConfigureAwait(false);
}
