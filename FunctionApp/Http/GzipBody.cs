using System.IO.Compression;
using System.Security.Cryptography;

namespace BotGateway.Http;

/// <summary>
/// Decodes gzip (RFC 1952). <see cref="GZipStream"/> accepts truncated data and trailing data, but it decodes a further member. So a member with random
/// content is appended, which the sender cannot know: output that ends with it is complete.
/// </summary>
internal static class GzipBody
{
    private static readonly byte[] EndMark = RandomNumberGenerator.GetBytes(16);
    private static readonly byte[] EndMember = Compress(EndMark);

    public static int EndBytes => EndMark.Length;

    public static Stream Open(Stream body, RequestLimits limits, UploadPace pace) =>
        new GZipStream(new RequestStream(body, limits, pace, EndMember), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The body is incomplete.</exception>
    public static ReadOnlyMemory<byte> WithoutEnd(ReadOnlyMemory<byte> decoded) => decoded.Span.EndsWith(EndMark)
        ? decoded[..^EndMark.Length]
        : throw new InvalidDataException("The text is cut off, or something follows it.");

    private static byte[] Compress(byte[] data)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(data);
        return compressed.ToArray();
    }
}
