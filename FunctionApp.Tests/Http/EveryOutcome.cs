using System.ClientModel.Primitives;
using System.Security.Cryptography;
using Azure.AI.OpenAI;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.FineTuning;
using Microsoft.Extensions.DependencyInjection;
using Answer = BotGateway.Tests.Gateways.Answer;

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
        var bot = new Answer(await ExpectAsync(200, gateway.Token() with { Body = NewBot }));
        var messaging = Messaging(bot["bot_id"], bot["thread_id"]);
        await ExpectAsync(200, gateway.Token() with { Body = messaging, BindsBody = true });
        foreach (var (status, fault) in new[] { (400, Fault.ContentFilter), (429, Fault.Status(429, retryAfter: 0)), (502, Fault.Status(500)), (502, Fault.Garbage) })
            await FailAsync(status, messaging, "chat", fault);
        await ExpectAsync(200, messaging.Replace("\"messaging\"", "\"bot_routine\",\"schedule\":\"* * * * *\",\"name\":\"" + Marker + "\""));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        gateway.Models.Faults.Next("chat", Fault.Status(500), 5);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        gateway.Models.Faults.Clear();
        await BeRefusedAsync();
    }

    private async Task BeRefusedAsync()
    {
        var order = gateway.Token() with { Body = NewBot };
        TokenSpec[] wrong =
        [
            order with { KeyId = Marker }, order with { Padding = RSASignaturePadding.Pss }, order with { Pass = Marker }, order with { RawClaims = Marker },
        ];
        foreach (var each in wrong)
            Expected.Unauthorized(await ExpectAsync(401, each));
        await ExpectAsync(500, """{"event_name":"probe"}""");
        await ExpectAsync(400, $$"""{"event_name":"{{Marker}}"}""");
        await ExpectAsync(404, Messaging($"bot_{Marker}", $"thread_{Marker}"));
        await ExpectAsync(400, Train(examples: 3));
        await FailAsync(502, Train(examples: 10), "upload", Fault.Status(500));
        Assert.Equal(400, (await gateway.SendAsync($$"""{"{{Marker}}":1,"{{Marker}}":2 }""")).Status);
        Assert.Equal(400, (await gateway.SendAsync($$"""{"payload":{"{{Marker}}":1 } }""")).Status);
    }

    private async Task FailAsync(int status, string body, string operation, Fault fault)
    {
        gateway.Models.Faults.Next(operation, fault, 5);
        await ExpectAsync(status, body);
        gateway.Models.Faults.Clear();
    }

    private Task<GatewayAnswer> ExpectAsync(int status, string body) => ExpectAsync(status, gateway.Token() with { Body = body });

    private async Task<GatewayAnswer> ExpectAsync(int status, TokenSpec order)
    {
        var request = order.Encrypt();
        _secrets.AddRange([request.Token[..32], request.Signature[..32], order.Pass, GatewayCredentials.Derive(order.User, order.Pass)]);
        var answer = await gateway.SendAsync(request.Text);
        Assert.Equal(status, answer.Status);
        return answer;
    }

    private static string Messaging(string? bot, string? thread) =>
        $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"{{Marker}} message"}""";

    private static string Train(int examples) => Examples.TrainOn($"\"messages\":{Examples.Flat(examples).Replace("Pregunta", Marker)}");
}
