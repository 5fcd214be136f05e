using System.Text;
using BotGateway.Http;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Http;

/// <summary>What all requests together may take before their senders are authenticated: 64 MiB here, four times what the largest decoder keeps.</summary>
public sealed class UploadBudgetTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly RequestReader _reader = new(Options.Create(new RequestLimits { MaxBytes = 16 * Megabyte }), TimeProvider.System);
    private readonly CancellationTokenSource _end = new();

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task When_it_is_used_up_the_largest_request_yields_and_is_told_to_come_again()
    {
        var large = Start(15 * Megabyte);
        Task[] others = [.. Enumerable.Range(0, 4).Select(_ => Start(14 * Megabyte))];

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => large);

        Assert.Equal((ErrorKind.Unavailable, "The gateway is receiving too many large requests; retry later."), (problem.Kind, problem.Message));
        Assert.Equal(TimeSpan.FromSeconds(5), problem.RetryAfter);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        await EndAsync(others);
    }

    [Fact]
    public async Task A_request_that_would_be_the_largest_itself_is_the_one_that_yields()
    {
        Task[] others = [.. Enumerable.Range(0, 5).Select(_ => Start(12 * Megabyte))];

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Start(15 * Megabyte));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
        Assert.All(others, other => Assert.False(other.IsCompleted));
        await EndAsync(others);
    }

    [Fact]
    public async Task Large_requests_without_end_keep_no_smaller_one_out()
    {
        Task[] strangers = [.. Enumerable.Range(0, 100).Select(_ => Start(15 * Megabyte))];

        (await ReadAsync("{}".PadRight(700))).Dispose();
        (await ReadAsync("{}".PadRight(100_000))).Dispose();
        (await ReadAsync("{}".PadRight(10 * Megabyte))).Dispose();

        Assert.True(strangers.Count(stranger => stranger.IsFaulted) >= 96);
        await EndAsync(strangers);
    }

    [Fact]
    public async Task What_is_refused_given_up_or_read_to_its_end_holds_nothing()
    {
        for (var i = 0; i < 20; i++)
        {
            using var body = new MemoryStream(new byte[20 * Megabyte]);
            Assert.Equal(ErrorKind.TooLarge, (await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync(body, TestContext.Current.CancellationToken))).Kind);
            Assert.Equal(ErrorKind.Invalid, (await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync("?".PadRight(15 * Megabyte)))).Kind);
            (await ReadAsync("{}".PadRight(15 * Megabyte))).Dispose();
        }

        Task[] given = [.. Enumerable.Range(0, 4).Select(_ => Start(15 * Megabyte))];
        await EndAsync(given);
        Assert.All(given, upload => Assert.True(upload.IsCanceled));
        (await ReadAsync("{}".PadRight(15 * Megabyte))).Dispose();
    }

    [Fact]
    public async Task A_request_counts_until_its_sender_is_authenticated()
    {
        var held = new List<Envelope>();
        for (var i = 0; i < 4; i++)
            held.Add(await ReadAsync("{}".PadRight(15 * Megabyte)));

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(() => ReadAsync("{}".PadRight(15 * Megabyte)))).Kind);
        held[0].LeaveBudget();

        held.Add(await ReadAsync("{}".PadRight(15 * Megabyte)));
        held.ForEach(envelope => envelope.Dispose());
    }

    // It reads what comes at once, and then waits: the task has come to that point when it is returned.
    private Task<Envelope> Start(int bytes) => ReadAsync(new StallingStream(bytes), _end.Token, bytes + 1);

    private Task<Envelope> ReadAsync(string text) =>
        ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

    private Task<Envelope> ReadAsync(Stream body, CancellationToken cancellation, long? announced = null)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Body = body, ContentLength = announced } };
        var invocation = new Invocation("Dispatcher", Substitute.For<IServiceProvider>(), CancellationToken.None);
        return _reader.ReadAsync(new LocalRequest(context.Request, invocation), cancellation);
    }

    private async Task EndAsync(Task[] uploads)
    {
        await _end.CancelAsync();
        await Task.WhenAny(Task.WhenAll(uploads));
    }

    /// <summary>A sender that stops in the middle and does not go away.</summary>
    private sealed class StallingStream(int bytes) : ReadOnlyStream
    {
        private int _left = bytes;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(_left, buffer.Length);
            _left -= count;
            if (count == 0)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return count;
        }
    }
}
