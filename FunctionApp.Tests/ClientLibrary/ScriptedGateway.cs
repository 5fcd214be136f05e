using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.Client;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.ClientLibrary;

/// <summary>Answers over HTTP what a test says, such as what no gateway of today answers.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly ConcurrentQueue<(JsonElement Request, string? Traceparent)> _received = new();
    private LoopbackServer? _server;

    public IReadOnlyList<(JsonElement Request, string? Traceparent)> Received => [.. _received];

    public IEnumerable<string> Tokens => Received.Select(each => each.Request.GetProperty("payload").GetProperty("token").GetString()!);

    /// <param name="answer">Answers a request; told how many came before it.</param>
    public static async Task<ScriptedGateway> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var gateway = new ScriptedGateway();
        gateway._server = await LoopbackServer.StartAsync(
            async context =>
            {
                using var request = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
                gateway._received.Enqueue((request.RootElement.Clone(), context.Request.Headers.TraceParent));
                await answer(context, gateway._received.Count - 1);
            },
            TestContext.Current.CancellationToken);
        return gateway;
    }

    /// <summary>Answers statuses one after the other, and then success.</summary>
    public static Task<ScriptedGateway> StartAsync(string success, params int[] statuses) => StartAsync((context, before) =>
    {
        context.Response.StatusCode = before < statuses.Length ? statuses[before] : 200;
        return before < statuses.Length ? Task.CompletedTask : context.Response.WriteAsync(success);
    });

    public BotGatewayClientOptions Options()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            Endpoint = new Uri(_server!.Address, "lambda"),
            Audience = GatewayTokens.Audience,
            PrivateKeyPem = key.ExportPkcs8PrivateKeyPem(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
