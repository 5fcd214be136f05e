using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Bots.Threads;

/// <summary>Lets one message at a time have a thread: of two at once, the second waits for the first one's turn before the model is asked.</summary>
internal sealed partial class ThreadLeases(IThreadStore threads, IOptions<MessagingOptions> options, TimeProvider clock, ILogger<ThreadLeases> logger)
{
    /// <summary>Leases a thread and reads what fits the token budget of its history.</summary>
    /// <exception cref="GatewayException">NotFound: there is no such thread; Conflict: other messages have kept it busy for 10 s.</exception>
    public async Task<ThreadHistory> AcquireAsync(Client client, string threadId, CancellationToken cancellationToken)
    {
        var holder = Guid.NewGuid();
        cancellationToken.ThrowIfCancellationRequested();
        if (threads.TryRecall(client, threadId, NewBudget()) is { } recalled && await TryLeaseAsync(client, threadId, recalled.Header, holder) is { } unchanged)
            return recalled with { Header = unchanged };

        var wait = new LeaseWait(clock);
        while (true)
        {
            var history = await threads.FindAsync(client, threadId, NewBudget(), cancellationToken)
                ?? throw (wait.HasBegun ? new DeletedMeanwhileException("thread", threadId) : GatewayException.NotFound("thread", threadId));
            if (await TryLeaseAsync(client, threadId, history.Header, holder) is { } leased)
                return history with { Header = leased };

            do
            {
                await WaitAsync(wait, cancellationToken);
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

    private Func<PastTurn, bool> NewBudget() => new TokenBudget(options.Value.HistoryTokens).TryTake;

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

    private static async Task WaitAsync(LeaseWait wait, CancellationToken cancellationToken)
    {
        if (!await wait.TryWaitAsync(cancellationToken))
        {
            throw new GatewayException(ErrorKind.Conflict, "Another message is being answered on this thread; send this one again.")
            {
                RetryAfter = LeaseWait.Longest,
            };
        }
    }

    [LoggerMessage(33, LogLevel.Warning, "The lease of thread {ThreadId} could not be released; it expires at {Until} ({Causes})")]
    private partial void LogNotReleased(string threadId, DateTimeOffset until, string causes);
}
