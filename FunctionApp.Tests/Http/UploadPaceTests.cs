using System.Threading.Channels;
using BotGateway.Http;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Http;

public sealed class UploadPaceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly PulsedStream _body = new();
    private readonly UploadPace _pace;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public UploadPaceTests() => _pace = new UploadPace(_clock);

    public void Dispose()
    {
        _pace.Dispose();
        _body.Dispose();
    }

    [Fact]
    public async Task A_body_that_stops_is_a_408()
    {
        await TakeAsync(50_000, after: TimeSpan.FromSeconds(1));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal((ErrorKind.RequestTimeout, "The request body arrives too slowly: at least 10240 bytes a second, and no pause of 10 seconds."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData(330)]
    [InlineData(10_000)]
    public async Task So_is_one_that_comes_in_drops(int bytesPerSecond)
    {
        var seconds = 0;
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(async () =>
        {
            for (; seconds < 1000; seconds++)
                await TakeAsync(bytesPerSecond, after: TimeSpan.FromSeconds(1));
        });

        Assert.Equal(ErrorKind.RequestTimeout, problem.Kind);
        Assert.InRange(seconds, 9, bytesPerSecond == 330 ? 11 : 600);
    }

    [Theory]
    [InlineData(11_000, 1)]
    [InlineData(60_000, 5)]
    [InlineData(110_000, 9)]
    public async Task One_that_gets_on_may_take_its_time(int bytes, int seconds)
    {
        for (var i = 0; i < 100; i++)
            await TakeAsync(bytes, after: TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task What_is_there_already_did_not_come_slowly()
    {
        for (var i = 0; i < 10; i++)
        {
            _body.Send(1);
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(1, await _pace.ReadAsync(_body, _buffer, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_sender_that_leaves_is_no_408()
    {
        using var gone = new CancellationTokenSource();
        var reading = _pace.ReadAsync(_body, _buffer, gone.Token).AsTask();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    // A request has another token from when it turns out to be a large one.
    [Fact]
    public async Task Nor_is_one_that_leaves_when_the_reading_goes_on_under_another_token()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        _body.Send(1);
        Assert.Equal(1, await _pace.ReadAsync(_body, _buffer, first.Token));
        var reading = _pace.ReadAsync(_body, _buffer, second.Token).AsTask();

        await first.CancelAsync();
        Assert.False(reading.IsCompleted);
        await second.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_caller_that_has_left_before_is_no_408()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _pace.ReadAsync(_body, _buffer, new CancellationToken(canceled: true)).AsTask());
    }

    // The reading waits before anything comes, as over a network.
    private async Task TakeAsync(int bytes, TimeSpan after)
    {
        for (var left = bytes; left > 0;)
        {
            var reading = _pace.ReadAsync(_body, _buffer, TestContext.Current.CancellationToken).AsTask();
            if (left == bytes)
            {
                Assert.False(reading.IsCompleted);
                _clock.Advance(after);
                if (!reading.IsCompleted)
                    _body.Send(bytes);
            }

            left -= await reading;
        }
    }

    private Task<int> WaitAsync(TimeSpan time)
    {
        var reading = _pace.ReadAsync(_body, _buffer, TestContext.Current.CancellationToken).AsTask();
        _clock.Advance(time);
        return reading;
    }

    private sealed class PulsedStream : ReadOnlyStream
    {
        private readonly Channel<int> _sent = Channel.CreateUnbounded<int>();
        private int _left;

        public void Send(int bytes) => _sent.Writer.TryWrite(bytes);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0 && !_sent.Reader.TryRead(out _left))
                return WaitAsync(buffer.Length, cancellationToken);
            return ValueTask.FromResult(Take(buffer.Length));
        }

        private async ValueTask<int> WaitAsync(int room, CancellationToken cancellationToken)
        {
            _left = await _sent.Reader.ReadAsync(cancellationToken);
            return Take(room);
        }

        private int Take(int room)
        {
            var count = Math.Min(_left, room);
            _left -= count;
            return count;
        }
    }
}
