using BotGateway.Authentication;
using BotGateway.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Bots.Threads;

/// <summary>Lets one message at a time have a thread: of two at once, the second waits for the first one's turn before the model is asked.</summary>
internal sealed partial class ThreadLeases(IThreadStore threads, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<ThreadLeases> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Leases a thread and reads what fits the token budget of its history.</summary>
    /// <exception cref="GatewayException">NotFound: there is no such thread; Conflict: other messages have kept it busy for 10 s.</exception>
    public async Task<ThreadHistory> AcquireAsync(Client client, string threadId, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        var startedAt = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var history = await threads.FindAsync(client, threadId, new TokenBudget(options.Value.HistoryTokens).TryTake, cancellationToken)
                ?? throw (pause == FirstPause ? GatewayException.NotFound("thread", threadId) : new DeletedMeanwhileException("thread", threadId));
            if (await TryLeaseAsync(client, threadId, history.Header, holder) is { } leased)
                return history with { Header = leased };

            do
            {
                pause = await WaitAsync(startedAt, pause, cancellationToken);
            }
            while (await threads.FindHeaderAsync(client, threadId, cancellationToken) is { } header && IsTaken(header, holder));
        }
    }

    /// <summary>Releases a thread whose message was not answered. If that fails, the lease expires.</summary>
    public async Task ReleaseAsync(Client client, string threadId, ThreadHeader leased)
    {
        try
        {
            await threads.ReleaseAsync(client, threadId, leased, CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            LogNotReleased(threadId, leased.Lease.Until, SafeExceptionSummary.Of(problem));
        }
    }

    // Null if another message has it, or is faster.
    private async Task<ThreadHeader?> TryLeaseAsync(Client client, string threadId, ThreadHeader header, Guid holder)
    {
        // Written by this message; the response to the write was lost.
        if (header.Lease.Holder == holder)
            return header;
        // Not cancelled: a cancelled write may have been made, and the thread would be blocked until the lease expires.
        return IsTaken(header, holder)
            ? null
            : await threads.TryLeaseAsync(client, threadId, header, ThreadLease.Begin(holder, clock.GetUtcNow()), CancellationToken.None);
    }

    private bool IsTaken(ThreadHeader header, Guid holder) => header.Lease.Holder != holder && header.Lease.IsHeldAt(clock.GetUtcNow());

    // Jitter for messages that wait at the same time.
    private async Task<TimeSpan> WaitAsync(long startedAt, TimeSpan pause, CancellationToken cancellationToken)
    {
        var left = LongestWait - clock.GetElapsedTime(startedAt);
        if (left <= TimeSpan.Zero)
        {
            throw new GatewayException(ErrorKind.Conflict, "Another message is being answered on this thread; send this one again.")
            {
                RetryAfter = LongestWait,
            };
        }

        var jittered = pause * (0.5 + Random.Shared.NextDouble());
        await Task.Delay(jittered < left ? jittered : left, clock, cancellationToken);
        return pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
    }

    [LoggerMessage(33, LogLevel.Warning, "The lease of thread {ThreadId} could not be released; it expires at {Until} ({Causes})")]
    private partial void LogNotReleased(string threadId, DateTimeOffset until, string causes);
}
