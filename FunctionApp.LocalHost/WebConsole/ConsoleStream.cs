using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>What one open page is still to be told. It ends if the page reads too slowly; the page then opens another.</summary>
internal sealed class ConsoleStream(TimeProvider clock, Action<ConsoleStream> closed) : IDisposable
{
    internal const int MostWaiting = 256;

    /// <summary>After so long without news there is an event <c>alive</c>, so that both sides notice a broken connection.</summary>
    internal static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private static readonly SseItem<string> Alive = new("{}", "alive");

    private readonly Channel<SseItem<string>> _items = Channel.CreateBounded<SseItem<string>>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public void Send(SseItem<string> item)
    {
        if (!_items.Writer.TryWrite(item))
            _items.Writer.TryComplete();
    }

    public async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // At once, so that the page's request is answered before there is any news.
        yield return Alive;
        var more = WaitAsync();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await HasEndedAsync(more, cancellationToken))
            {
                yield return Alive;
                continue;
            }

            if (!await more)
                yield break;
            while (_items.Reader.TryRead(out var item))
                yield return item;
            more = WaitAsync();
        }

        Task<bool> WaitAsync() => _items.Reader.WaitToReadAsync(cancellationToken).AsTask();
    }

    public void Dispose()
    {
        closed(this);
        _items.Writer.TryComplete();
    }

    private async Task<bool> HasEndedAsync(Task task, CancellationToken cancellationToken)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny(task, Task.Delay(KeepAlive, clock, cancelled.Token)) == task;
        await cancelled.CancelAsync();
        return ended || task.IsCompleted || cancellationToken.IsCancellationRequested;
    }
}
