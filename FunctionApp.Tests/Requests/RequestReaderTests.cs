using BotGateway.LocalHost.Hosting;
using BotGateway.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Requests;

public sealed class RequestReaderTests
{
    private const int Limit = 1000;

    private readonly RequestReader _reader = new(Options.Create(new RequestLimits { MaxBytes = Limit }));

    [Fact]
    public async Task A_request_that_announces_its_size_is_refused_unread()
    {
        using var body = new EndlessStream();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(body, contentLength: Limit + 1));

        Assert.Equal((413, 0), (problem.Status, body.Taken));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Limit)]
    public async Task A_request_that_does_not_end_is_not_read_to_its_end(int? contentLength)
    {
        using var body = new EndlessStream();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(body, contentLength));

        Assert.Equal(413, problem.Status);
        Assert.InRange(body.Taken, Limit, Limit + (128 * 1024));
    }

    [Fact]
    public async Task A_request_may_come_a_byte_at_a_time()
    {
        using var body = new EndlessStream { Text = """{"payload":{"key_id":"acme"}}""", AtATime = 1 };

        using var envelope = await ReadAsync(body, contentLength: null);

        Assert.Equal("acme", envelope.KeyId);
    }

    private Task<Envelope> ReadAsync(Stream body, long? contentLength)
    {
        var context = new DefaultHttpContext { Request = { Body = body } };
        if (contentLength is { } length)
            context.Request.Headers.ContentLength = length;
        var invocation = new Invocation("Dispatcher", Substitute.For<IServiceProvider>(), CancellationToken.None);
        return _reader.ReadAsync(new LocalRequest(context.Request, invocation), TestContext.Current.CancellationToken);
    }
}
