using System.Net;

namespace BotGateway.OpenAI;

/// <summary>A stream with something before it, which can be sent again from the start.</summary>
internal sealed class PrefacedContent(byte[] preface, Stream stream) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        await target.WriteAsync(preface, cancellationToken);
        await stream.CopyToAsync(target, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = preface.Length + stream.Length;
        return true;
    }
}
