using System.Text;
using BotGateway.Http;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Http;

public sealed class RequestReaderTests
{
    private const int Limit = 1000;
    private readonly RequestReader _reader = new(Options.Create(new RequestLimits { MaxBytes = Limit }), TimeProvider.System);

    [Fact]
    public async Task A_request_that_announces_its_size_is_refused_unread()
    {
        using var body = new MemoryStream(new byte[1 << 20]);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(body, contentLength: Limit + 1));

        Assert.Equal((ErrorKind.TooLarge, 0), (problem.Kind, body.Position));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Limit)]
    public async Task A_request_that_does_not_end_is_not_read_to_its_end(int? contentLength)
    {
        using var body = new MemoryStream(new byte[1 << 20]);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(body, contentLength));

        Assert.Equal(ErrorKind.TooLarge, problem.Kind);
        Assert.InRange(body.Position, Limit, Limit + (128 * 1024));
    }

    [Fact]
    public async Task A_request_may_come_a_byte_at_a_time()
    {
        using var body = new ByteByByte("""{"payload":{"key_id":"acme"}}"""u8.ToArray());

        using var envelope = await ReadAsync(body, contentLength: null);

        Assert.Equal("acme", envelope.KeyId);
    }

    [Fact]
    public async Task A_small_request_costs_little_more_than_its_size()
    {
        await AllocationsOfAsync(700, 700); // What is made once.

        Assert.InRange(await AllocationsOfAsync(700, 700), 0, 16 * 1024);
    }

    [Theory]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(null)]
    public async Task Memory_is_taken_for_what_comes_and_not_for_what_is_announced(int? contentLength)
    {
        await AllocationsOfAsync(700, 700);

        Assert.InRange(await AllocationsOfAsync(700, contentLength), 0, 100 * 1024);
    }

    [Fact]
    public async Task Empty_members_without_end_are_no_way_around_the_limit()
    {
        // A header, an empty block, the checksum and length of nothing.
        byte[] member = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var body = new MemoryStream([.. Enumerable.Repeat(member, 1 + (Limit / member.Length)).SelectMany(bytes => bytes)]);

        Assert.Equal(ErrorKind.TooLarge, (await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(body, null, "gzip"))).Kind);
    }

    private static async Task<long> AllocationsOfAsync(int length, int? contentLength)
    {
        var reader = new RequestReader(Options.Create(new RequestLimits()), TimeProvider.System);
        var body = new MemoryStream(Encoding.UTF8.GetBytes("{}".PadRight(length)));
        var request = Request(body, contentLength, null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        // The stream is at hand, so all of it happens on this thread.
        var reading = reader.ReadAsync(request, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(reading.IsCompleted);
        (await reading).Dispose();
        return allocated;
    }

    private Task<Envelope> ReadAsync(Stream body, long? contentLength, string? coding = null, RequestReader? reader = null) =>
        (reader ?? _reader).ReadAsync(Request(body, contentLength, coding), TestContext.Current.CancellationToken);

    private static LocalRequest Request(Stream body, long? contentLength, string? coding)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Body = body } };
        if (contentLength is { } length)
            context.Request.Headers.ContentLength = length;
        if (coding is not null)
            context.Request.Headers.ContentEncoding = coding;
        var invocation = new Invocation("Dispatcher", Substitute.For<IServiceProvider>(), CancellationToken.None);
        return new LocalRequest(context.Request, invocation);
    }

    private sealed class ByteByByte(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
