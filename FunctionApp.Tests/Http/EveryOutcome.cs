using System.ClientModel.Primitives;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.AI.OpenAI;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Http;

/// <summary>All that can become of a request and of a routine's run, with secrets and texts that nothing but the tables and the model may keep.</summary>
internal sealed class EveryOutcome(Gateway gateway)
{
    private const string Marker = "UNMISTAKABLE";
    private const string NewBot = $$"""{"event_name":"new_bot","name":"{{Marker}}","instructions":"{{Marker}} instructions","modelID":"gpt-4.1-mini"}""";

    private readonly List<string> _secrets = [Marker];

    /// <summary>Adds an event that fails with a text in its exception.</summary>
    public static void AddFailingEvent(IServiceCollection services)
    {
        new ProbeEvent(_ => throw new InvalidOperationException(Marker)).AddTo(services);
        // One retry shows what it logs; more take time only.
        services.Configure<AzureOpenAIClientOptions>(options => options.RetryPolicy = new ClientRetryPolicy(1));
    }

    public void AssertNoSecretIn(string text) => Assert.All(_secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));

    public async Task HappenAsync()
    {
        var fields = JsonElement.Parse((await CallAsync(gateway.Token() with { Body = NewBot })).Body);
        var (bot, thread) = (fields.GetProperty("bot_id").GetString(), fields.GetProperty("thread_id").GetString());
        await SucceedAsync(Messaging(bot, thread));
        await RunRoutinesAsync(
            $$"""{"event_name":"bot_routine","botID":"{{bot}}","threadID":"{{thread}}","message":"{{Marker}} message","schedule":"* * * * *","name":"{{Marker}}"}""");
        await BeRefusedAsync();
        await FailAsync();
    }

    private async Task SucceedAsync(string messaging)
    {
        Assert.Equal(200, (await CallAsync(gateway.Token() with { Body = messaging, BindsBody = true })).Status);

        foreach (var fault in new[] { Fault.ContentFilter, Fault.Status(429, retryAfter: 0), Fault.Status(500), Fault.Garbage })
        {
            gateway.Models.Faults.Next("chat", fault, 5);
            Assert.NotEqual(200, (await CallAsync(gateway.Token() with { Body = messaging })).Status);
            gateway.Models.Faults.Clear();
        }
    }

    // One run is answered, the next one fails.
    private async Task RunRoutinesAsync(string routine)
    {
        Assert.Equal(200, (await CallAsync(gateway.Token() with { Body = routine })).Status);
        foreach (var fails in new[] { false, true })
        {
            if (fails)
                gateway.Models.Faults.Next("chat", Fault.Status(500), 5);
            gateway.Clock.Advance(TimeSpan.FromMinutes(1));
            await gateway.TickAsync(TestContext.Current.CancellationToken);
        }

        gateway.Models.Faults.Clear();
    }

    private async Task BeRefusedAsync()
    {
        var order = gateway.Token() with { Body = NewBot };
        TokenSpec[] wrong =
        [
            order with { KeyId = Marker }, order with { Padding = RSASignaturePadding.Pss }, order with { Pass = Marker }, order with { RawClaims = Marker },
        ];
        foreach (var each in wrong)
            Expected.Unauthorized(await CallAsync(each));
    }

    private async Task FailAsync()
    {
        Assert.Equal(500, (await CallAsync(gateway.Token() with { Body = """{"event_name":"probe"}""" })).Status);
        Assert.Equal(400, (await CallAsync(gateway.Token() with { Body = $$"""{"event_name":"{{Marker}}"}""" })).Status);
        Assert.Equal(404, (await CallAsync(gateway.Token() with { Body = Messaging($"bot_{Marker}", $"thread_{Marker}") })).Status);
        Assert.Equal(400, (await CallAsync(gateway.Token() with { Body = Train(examples: 3) })).Status);
        gateway.Models.Faults.Next("upload", Fault.Status(500), 5);
        Assert.Equal(502, (await CallAsync(gateway.Token() with { Body = Train(examples: 10) })).Status);
        gateway.Models.Faults.Clear();
        Assert.Equal(400, (await gateway.SendAsync($$"""{"{{Marker}}":1,"{{Marker}}":2 }""")).Status);
        Assert.Equal(400, (await gateway.SendAsync($$"""{"payload":{"{{Marker}}":1 } }""")).Status);
    }

    private async Task<GatewayAnswer> CallAsync(TokenSpec order)
    {
        var request = order.Encrypt();
        _secrets.AddRange([request.Token[..32], request.Signature[..32], order.Pass, GatewayCredentials.Derive(order.User, order.Pass)]);
        return await gateway.SendAsync(request.Text);
    }

    private static string Messaging(string? bot, string? thread) =>
        $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"{{Marker}} message"}""";

    private static string Train(int examples)
    {
        var messages = Enumerable.Range(0, 2 * examples).Select(i => $$"""{"role":"{{(i % 2 == 0 ? "user" : "assistant")}}","content":"{{Marker}} {{i}}"}""");
        return $$"""{"event_name":"train","messages":[{{string.Join(',', messages)}}]}""";
    }
}
