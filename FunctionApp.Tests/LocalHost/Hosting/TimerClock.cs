using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.LocalHost.Hosting;

/// <summary>A clock that stands still until a test moves it, and tells when somebody waits for it to move.</summary>
internal sealed class TimerClock() : FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 10, 0, 30, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Whether somebody waits whom no test has waited for.</summary>
    public bool IsWaitedFor => _waits.Reader.TryPeek(out _);

    /// <summary>Waits until somebody has begun to wait, once for each.</summary>
    public ValueTask<TimeSpan> WaitAsync() => _waits.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
