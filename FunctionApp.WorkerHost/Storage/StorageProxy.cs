using System.Text;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BotGateway.WorkerHost.Storage;

/// <summary>Stands between a gateway and the Table and Queue services, and stops all traffic at a request that a test names.</summary>
internal sealed partial class StorageProxy : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly Dictionary<int, Uri> _serviceByPort = [];
    private LoopbackServer? _server;
    private volatile Stop? _stop;

    private StorageProxy()
    {
    }

    /// <summary>By which the gateway reaches it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Answers a request (method, path and body), by forwarding it or in another way.</summary>
    public Func<string, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> Handle { get; set; } = (_, forward) => forward();

    public static async Task<StorageProxy> StartAsync(string connectionString)
    {
        var proxy = new StorageProxy();
        var services = Service().Matches(connectionString);
        proxy._server = await LoopbackServer.StartAsync(proxy.PassAsync, CancellationToken.None, services.Count);
        var free = new Queue<Uri>(proxy._server.Addresses);
        proxy.ConnectionString = Service().Replace(connectionString, service =>
        {
            var address = free.Dequeue();
            proxy._serviceByPort.Add(address.Port, new Uri(service.Value));
            return address.GetLeftPart(UriPartial.Authority);
        });
        return proxy;
    }

    /// <summary>Lets all pass up to a request, and nothing after it.</summary>
    /// <param name="request">The request: method, path and body.</param>
    /// <param name="isServed">Whether the service still gets it; its answer does not pass.</param>
    /// <param name="answer">What its answer must contain to be the one that is meant.</param>
    /// <returns>A task that ends when it is there.</returns>
    public Task StopAt(Func<string, bool> request, bool isServed, string answer = "")
    {
        var stop = new Stop(request, isServed, answer);
        _stop = stop;
        return stop.Reached.Task;
    }

    /// <summary>Lets nothing pass: each connection is reset.</summary>
    public void Cut() => StopAt(_ => true, isServed: false);

    /// <summary>Lets all pass.</summary>
    public void Pass() => _stop = null;

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        // Byte for byte: the queue's messages begin with a byte order mark.
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var stop = _stop;
        // As it came: the signature covers the escapes too.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var address = new Uri(_serviceByPort[context.Connection.LocalPort], target);
        var request = $"{context.Request.Method} {target}\n{body}";
        var isStop = stop?.Request(request) == true;
        var isCut = stop?.Reached.Task.IsCompleted == true;
        using var answer = isCut || (isStop && !stop!.IsServed) ? null : await Handle(request, () => ForwardAsync(context.Request, address, body));
        if (isStop && answer is not null)
            isStop = (await answer.Content.ReadAsStringAsync(context.RequestAborted)).Contains(stop!.Answer, StringComparison.Ordinal);
        if (isStop)
            stop!.Reached.TrySetResult();
        if (answer is null || isStop)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private Task<HttpResponseMessage> ForwardAsync(HttpRequest request, Uri address, string body)
    {
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (body.Length > 0)
            forwarded.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Transfer-Encoding" or "Content-Length")))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                forwarded.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return _client.SendAsync(forwarded);
    }

    [GeneratedRegex("(?<=(Table|Queue)Endpoint=)http://[^/;]+")]
    private static partial Regex Service();

    private sealed record Stop(Func<string, bool> Request, bool IsServed, string Answer)
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
