using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BotGateway.Tests.Routines.Killing;

/// <summary>Stands between a process and the Table service, and stops all traffic at a request that a test names.</summary>
internal sealed class TablesProxy : IAsyncDisposable
{
    private readonly HttpClient _service = new();
    private readonly WebApplication _web;
    private readonly Dictionary<string, string> _parts;
    private volatile Stop? _stop;

    private TablesProxy(string connectionString)
    {
        _parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        _service.BaseAddress = new Uri(new Uri(_parts["TableEndpoint"]).GetLeftPart(UriPartial.Authority));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Run(PassAsync);
    }

    /// <summary>By which the process reaches it.</summary>
    public string ConnectionString => string.Join(';', _parts.Select(part => $"{part.Key}={part.Value}"));

    public static async Task<TablesProxy> StartAsync(string connectionString)
    {
        var proxy = new TablesProxy(connectionString);
        await proxy._web.StartAsync(TestContext.Current.CancellationToken);
        proxy._parts["TableEndpoint"] = new Uri(new Uri(proxy._web.Urls.Single()), new Uri(proxy._parts["TableEndpoint"]).AbsolutePath).AbsoluteUri;
        return proxy;
    }

    /// <summary>Lets all pass up to a request, and nothing after it.</summary>
    /// <param name="request">The request: method, path and body.</param>
    /// <param name="isServed">Whether the service still gets it; its answer does not pass.</param>
    /// <returns>A task that ends when it is there.</returns>
    public Task StopAt(Func<string, bool> request, bool isServed)
    {
        var stop = new Stop(request, isServed);
        _stop = stop;
        return stop.Reached.Task;
    }

    /// <summary>Lets all pass.</summary>
    public void Pass() => _stop = null;

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _service.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body, Encoding.Latin1).ReadToEndAsync(context.RequestAborted);
        var stop = _stop;
        // As it came: the signature covers the escapes too.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var isStop = stop?.Request($"{context.Request.Method} {target}\n{body}") == true;
        var isCut = stop?.Reached.Task.IsCompleted == true;
        using var answer = isCut || (isStop && !stop!.IsServed) ? null : await ForwardAsync(context.Request, target, body);
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

    private Task<HttpResponseMessage> ForwardAsync(HttpRequest request, string target, string body)
    {
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), target);
        if (body.Length > 0)
            forwarded.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Transfer-Encoding" or "Content-Length")))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                forwarded.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return _service.SendAsync(forwarded);
    }

    private sealed record Stop(Func<string, bool> Request, bool IsServed)
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
