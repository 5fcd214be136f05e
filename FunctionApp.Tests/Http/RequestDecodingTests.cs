using System.IO.Compression;
using System.Text;
using BotGateway.Http;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Http;

/// <summary>Bodies with a content encoding: the limits hold for what they decode to.</summary>
public sealed class RequestDecodingTests
{
    private const int Limit = 1000;
    private readonly RequestReader _reader = new(Options.Create(new RequestLimits { MaxBytes = Limit }), TimeProvider.System);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_costs_no_more_than_the_limit(string coding)
    {
        var reader = new RequestReader(Options.Create(new RequestLimits { MaxBytes = 100_000 }), TimeProvider.System);
        var bomb = new MemoryStream(Bomb(coding, 100_000_000));

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(bomb, bomb.Length, coding, reader));

        Assert.Equal((ErrorKind.TooLarge, "The request is larger than 100000 bytes. Larger training data is sent in parts, with 'add_examples'."), (problem.Kind, problem.Message));
        // Other tests run at the same time: far below the bomb's size is what can be said.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 50_000_000);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task The_limit_holds_for_what_is_decoded_to_the_byte(string coding)
    {
        var text = "{}".PadRight(Limit);

        using var envelope = await ReadAsync(new MemoryStream(Compressed(coding, text)), null, coding);
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(new MemoryStream(Compressed(coding, text + " ")), null, coding));

        Assert.Equal(ErrorKind.TooLarge, problem.Kind);
    }

    private static byte[] Bomb(string coding, int length)
    {
        var zeros = new byte[1_000_000];
        return Compress(coding, stream =>
        {
            for (var written = 0; written < length; written += zeros.Length)
                stream.Write(zeros);
        });
    }

    private static byte[] Compressed(string coding, string text) => Compress(coding, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static byte[] Compress(string coding, Action<Stream> write)
    {
        var compressed = new MemoryStream();
        using (Stream encoder = coding == "gzip"
            ? new GZipStream(compressed, CompressionLevel.Fastest) : new BrotliStream(compressed, CompressionLevel.Fastest))
        {
            write(encoder);
        }

        return compressed.ToArray();
    }

    // What decodes to much comes all at once: without turns, fifty bombs would hold every thread until they are done.
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task While_a_body_is_decoded_others_get_their_turn(string coding)
    {
        const int Decoded = 4 * 1024 * 1024;
        var bomb = new MemoryStream(Bomb(coding, Decoded));
        var turns = new CountingContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(turns);
        Task<Envelope> reading;
        try
        {
            reading = ReadAsync(bomb, bomb.Length, coding, new RequestReader(Options.Create(new RequestLimits { MaxBytes = Decoded / 2 }), TimeProvider.System));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.Equal(ErrorKind.TooLarge, (await Assert.ThrowsAnyAsync<GatewayException>(() => reading)).Kind);
        Assert.InRange(turns.Count, Decoded / 2 / (64 * 1024), int.MaxValue);
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

    /// <summary>Counts how often what runs in it gives its thread to others.</summary>
    private sealed class CountingContext : SynchronizationContext
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _count);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                SetSynchronizationContext(this);
                d(state);
            });
        }
    }
}
