using System.Net.ServerSentEvents;
using BotGateway.LocalHost.Hosting;
using BotGateway.Telemetry;
using BotGateway.WebConsole;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>The last requests, and what the open pages are told as it happens.</summary>
internal sealed class ConsoleFeed(TimeProvider clock) : IRequestObserver, IInvocationObserver
{
    public const int MostRequests = 50;
    public const int MostStreams = 8;

    /// <summary>The header of a request with which the page reads what it shows.</summary>
    public const string ReadHeader = "X-Console-Read";

    private static readonly AsyncLocal<bool> IsOfConsole = new();

    // An id of a gateway that has been restarted since is none of this one's.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    private readonly Lock _lock = new();
    private readonly Queue<AnsweredRequest> _requests = new(MostRequests);
    private readonly List<ConsoleStream> _streams = [];
    private long _count;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<AnsweredRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests.Reverse()];
        }
    }

    /// <summary>Passes a request on, so that its end is known to be the page's own reading.</summary>
    public static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        return context.Request.Headers.ContainsKey(ReadHeader) ? MarkAsync() : next(context);

        async Task MarkAsync()
        {
            IsOfConsole.Value = true;
            await next(context);
        }
    }

    public void Ended(RequestSummary request)
    {
        var answered = AnsweredRequest.From(request, clock.GetUtcNow(), IsOfConsole.Value);
        lock (_lock)
        {
            if (answered.Console)
            {
                Send(answered, static answered => new SseItem<string>(ConsoleJson.Write(answered), "request")); // Not kept: an open page would soon have displaced all others.
                return;
            }

            if (_requests.Count == MostRequests)
                _requests.Dequeue();
            _requests.Enqueue(answered);
            _count++;
            Send(answered, answered => ItemOf(answered, _count));
            if (ChangedTopics.Of(request) is { Count: > 0 } topics)
                Send(topics, ItemOf);
        }
    }

    public void InvocationEnded()
    {
        lock (_lock)
            Send(ChangedTopics.All, ItemOf);
    }

    /// <summary>Opens a stream that begins with the requests after the last one that the page has seen.</summary>
    /// <returns>Null if there are too many; dispose of it.</returns>
    public ConsoleStream? TryOpen(string? lastEventId)
    {
        lock (_lock)
        {
            if (_streams.Count == MostStreams)
                return null;
            var stream = new ConsoleStream(clock, Close);
            var number = _count - _requests.Count;
            var seen = lastEventId?.Split('-') is [var run, var last] && run == _run && long.TryParse(last, null, out var known) ? known : 0;
            foreach (var request in _requests)
            {
                if (++number > seen)
                    stream.Send(ItemOf(request, number));
            }

            _streams.Add(stream);
            return stream;
        }
    }

    private void Close(ConsoleStream stream)
    {
        lock (_lock)
            _streams.Remove(stream);
    }

    // Without a page, nothing is written as JSON.
    private void Send<T>(T told, Func<T, SseItem<string>> write)
    {
        if (_streams.Count == 0)
            return;
        var item = write(told);
        foreach (var stream in _streams)
            stream.Send(item);
    }

    private SseItem<string> ItemOf(AnsweredRequest request, long number) => new(ConsoleJson.Write(request), "request") { EventId = $"{_run}-{number}" };

    private static SseItem<string> ItemOf(IReadOnlyList<string> topics) => new(ConsoleJson.Write(new { topics }), "changed");
}
