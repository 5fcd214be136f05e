using BotGateway.Http;

namespace BotGateway.Tests.Http;

public sealed class BodyBufferTests
{
    private const int Most = 1024 * 1024;

    [Theory]
    [InlineData(null)]
    [InlineData(300_000L)]
    [InlineData(10L)] // Less than comes.
    public void What_comes_stays_as_it_is_while_it_grows_out_of_the_small_buffer(long? announced)
    {
        using var share = NewShare(announced);
        using var buffer = new BodyBuffer(share, announced, Most);
        byte[] sent = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

        Fill(buffer, sent);

        Assert.True(buffer.Complete().Span.SequenceEqual(sent));
    }

    // The memory is the operating system's by then: what is in it is not to be seen.
    [Fact]
    public void Once_it_is_disposed_of_there_is_nothing_to_read()
    {
        using var share = NewShare(null);
        var buffer = new BodyBuffer(share, null, Most);
        Fill(buffer, new byte[300_000]);
        var whole = buffer.Complete();

        buffer.Dispose();

        Assert.ThrowsAny<ArgumentException>(() => whole.Span[0]);
    }

    private static UploadShare NewShare(long? announced) => new(new UploadBudget(Most), announced, CancellationToken.None);

    private static void Fill(BodyBuffer buffer, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            var room = buffer.GetRoom();
            var count = Math.Min(room.Length, bytes.Length - sent);
            bytes.AsMemory(sent, count).CopyTo(room);
            buffer.Advance(count);
            sent += count;
        }
    }
}
