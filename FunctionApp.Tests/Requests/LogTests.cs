using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Requests;

public sealed class LogTests(TableService tables, NodeClient node) : IAsyncLifetime
{
    private const string Marker = "UNMISTAKABLE";

    private readonly List<string> _secrets = [Marker];
    private SealedGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await SealedGateway.StartAsync(tables, node, services =>
    {
        new ProbeEvent(_ => throw new InvalidOperationException(Marker)).AddTo(services);
        services.Configure<TableClientOptions>(options => options.Retry.MaxRetries = 0);
    });

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_success_is_one_line_with_request_client_and_event()
    {
        var answer = await CallAsync(_gateway.Order(Gateway.Acme));

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Information, 1), (line.Level, line.EventId));
        Assert.Equal($"Request {answer.RequestId} of acme: check_credentials answered", line.Text.Trim());
    }

    [Fact]
    public async Task A_refusal_is_one_line_with_request_and_reason()
    {
        var answer = await CallAsync(_gateway.Order() with { Pass = "other" });

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Warning, 2), (line.Level, line.EventId));
        Assert.Equal($"Request {answer.RequestId} refused: {nameof(RefusalReason.WrongCredentials)}", line.Text.Trim());
    }

    [Fact]
    public async Task A_problem_is_one_line_with_request_status_and_the_kinds_of_its_causes()
    {
        _gateway.Gateway.Vault.Faults.Next("get-key", Fault.Status(403, code: "Forbidden"));

        var answer = await CallAsync(_gateway.Order());

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Warning, 3), (line.Level, line.EventId));
        Assert.Equal(
            $"Request {answer.RequestId} ended with 503 (ProblemException ← RequestFailedException 403 Forbidden)", line.Text.Trim());
    }

    [Fact]
    public async Task Whatever_happens_no_secret_and_no_text_of_a_client_is_logged()
    {
        await SucceedAsync();
        await BeRefusedAsync();
        await FailAsync();
        await _gateway.DisposeAsync();

        Assert.Contains(_gateway.Log.Lines, line => line.EventId == 4 && line.Level == LogLevel.Error);
        Assert.All(
            _gateway.Log.Lines, line => Assert.All(_secrets, secret => Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal)));
    }

    private async Task SucceedAsync()
    {
        var bot = await CallAsync(_gateway.Order() with { Body = NewBot() });
        var fields = JsonElement.Parse(bot.Body);
        var messaging = Messaging(fields.GetProperty("bot_id").GetString(), fields.GetProperty("thread_id").GetString());
        Assert.Equal(200, (await CallAsync(_gateway.Order() with { Body = messaging.DeepClone(), BindsBody = true })).Status);

        foreach (var fault in new[] { Fault.ContentFilter, Fault.Status(429, retryAfter: 0), Fault.Status(500), Fault.Garbage })
        {
            _gateway.Gateway.Models.Faults.Next("chat", fault, 5);
            Assert.NotEqual(200, (await CallAsync(_gateway.Order() with { Body = messaging.DeepClone() })).Status);
            _gateway.Gateway.Models.Faults.Clear();
        }
    }

    private async Task BeRefusedAsync()
    {
        var order = _gateway.Order() with { Body = NewBot() };
        SealedOrder[] wrong =
        [
            order with { KeyId = Marker }, order with { Pss = true }, order with { Pass = Marker }, order with { RawClaims = Marker },
        ];
        foreach (var each in wrong)
            Expected.Refused(await CallAsync(each));
    }

    private async Task FailAsync()
    {
        Assert.Equal(500, (await CallAsync(_gateway.Order() with { Body = """{"event_name":"probe"}""" })).Status);
        Assert.Equal(400, (await CallAsync(_gateway.Order() with { Body = $$"""{"event_name":"{{Marker}}"}""" })).Status);
        Assert.Equal(404, (await CallAsync(_gateway.Order() with { Body = Messaging($"bot_{Marker}", $"thread_{Marker}") })).Status);
        Assert.Equal(400, (await _gateway.SendAsync($$"""{"{{Marker}}":1,"{{Marker}}":2 }""")).Status);
        Assert.Equal(400, (await _gateway.SendAsync($$"""{"payload":{"{{Marker}}":1 } }""")).Status);
    }

    private async Task<GatewayAnswer> CallAsync(SealedOrder order)
    {
        var request = await _gateway.SealAsync(order);
        _secrets.AddRange([request.Token[..32], request.Signature[..32], order.Pass, GatewayCredentials.Derive(order.User, order.Pass)]);
        return await _gateway.SendAsync(request.Text);
    }

    private static JsonObject NewBot() => new()
    {
        ["event_name"] = "new_bot",
        ["name"] = Marker,
        ["instructions"] = $"{Marker} instructions",
        ["modelID"] = "gpt-4.1-mini",
    };

    private static JsonObject Messaging(string? bot, string? thread) =>
        new() { ["event_name"] = "messaging", ["botID"] = bot, ["threadID"] = thread, ["message"] = $"{Marker} message" };
}
