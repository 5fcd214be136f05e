using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace BotGateway.WorkerHost;

/// <summary>A worker process and its host, which have got to know each other: what the host knows of the app, and the invocations.</summary>
internal sealed class WorkerSession(HostServer host, AppProcess process) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly Dictionary<string, string> _functions = [];
    private Task? _listening;

    public AppProcess Process => process;

    /// <summary>The functions as the worker describes them: their names with their bindings, each as the JSON of function.json.</summary>
    public Dictionary<string, List<JsonElement>> Functions { get; } = [];

    /// <summary>What the worker logs through the host.</summary>
    public IReadOnlyList<string> Logs => [.. _logs];

    /// <summary>Starts the app and takes it as far as the host does before the first invocation.</summary>
    public static async Task<WorkerSession> StartAsync(string app, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var host = await HostServer.StartAsync(cancellationToken);
        var session = new WorkerSession(host, WorkerProcess.Start(app, host.Address, settings, cancellationToken));
        try
        {
            await session.HandshakeAsync(Path.GetDirectoryName(app)!);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls an HTTP function.</summary>
    /// <returns>Its status and the text of its answer.</returns>
    public async Task<(int Status, string Body)> CallAsync(string function, string method, string path, string? body = null, string contentType = "application/json")
    {
        var invocation = await InvokeHttp(function, method, path, body, contentType).Response.WaitAsync(Process.Cancellation);
        Handshake.RequireSuccess(invocation);
        var http = invocation.GetProperty("returnValue").GetProperty("http");
        var answer = http.TryGetProperty("body", out var data) && data.TryGetProperty("bytes", out var bytes)
            ? Encoding.UTF8.GetString(bytes.GetBytesFromBase64())
            : "";
        return (int.Parse(http.GetProperty("statusCode").GetString()!, CultureInfo.InvariantCulture), answer);
    }

    /// <summary>Begins to call an HTTP function.</summary>
    public (string Id, Task<JsonElement> Response) InvokeHttp(string function, string method, string path, string? body = null, string contentType = "application/json") =>
        Invoke(function, InvocationInput.Http(method, path, body, contentType));

    /// <summary>Begins a tick of a timer function.</summary>
    public (string Id, Task<JsonElement> Response) InvokeTimer(string function) => Invoke(function, InvocationInput.Timer());

    /// <summary>Begins to call a queue function with a message, which the host has decoded.</summary>
    public (string Id, Task<JsonElement> Response) InvokeQueue(string function, string message, JsonObject? metadata = null) =>
        Invoke(function, InvocationInput.Queue(message), metadata);

    /// <summary>The client of an HTTP invocation is gone.</summary>
    public void Cancel(string invocationId) => host.Send(new JsonObject { ["invocationCancel"] = new JsonObject { ["invocationId"] = invocationId } });

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => host.Send(new JsonObject { ["workerTerminate"] = new JsonObject { ["gracePeriod"] = "10s" } });

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await host.DisposeAsync();
        if (_listening is not null)
            await _listening;
    }

    private (string Id, Task<JsonElement> Response) Invoke(string function, JsonObject input, JsonObject? metadata = null)
    {
        var id = Guid.NewGuid().ToString();
        var response = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        Handshake.Invoke(host, id, _functions[function], input, metadata);
        return (id, response.Task);
    }

    private async Task HandshakeAsync(string folder)
    {
        foreach (var function in await Handshake.RunAsync(host, folder, ReceiveAsync))
        {
            var name = function.GetProperty("name").GetString()!;
            _functions[name] = function.GetProperty("functionId").GetString()!;
            Functions[name] = [.. function.GetProperty("rawBindings").EnumerateArray().Select(binding => JsonElement.Parse(binding.GetString()!))];
        }

        _listening = ListenAsync();
    }

    // Until a message of this kind comes; what the worker logs meanwhile is kept.
    private async Task<JsonElement> ReceiveAsync(string kind)
    {
        try
        {
            while (true)
            {
                var message = await host.Received.ReadAsync(Process.Cancellation);
                if (message.TryGetProperty(kind, out var content))
                    return content;
                Keep(message);
            }
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"No {kind} came. The worker printed:\n{Process.Output}{Process.Error}", e);
        }
    }

    private async Task ListenAsync()
    {
        await foreach (var message in host.Received.ReadAllAsync(CancellationToken.None))
        {
            if (!message.TryGetProperty("invocationResponse", out var response))
                Keep(message);
            else if (_waiting.TryRemove(response.GetProperty("invocationId").GetString()!, out var waiting))
                waiting.TrySetResult(response);
        }

        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(new InvalidOperationException($"The worker ended without an answer. It printed:\n{Process.Output}{Process.Error}"));
    }

    private void Keep(JsonElement message)
    {
        if (message.TryGetProperty("rpcLog", out var log))
            _logs.Enqueue(log.GetRawText());
    }
}
