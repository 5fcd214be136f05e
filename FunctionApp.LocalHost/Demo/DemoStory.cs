using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.Client;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>The state that the steps share, and their connection to the gateway.</summary>
internal sealed class DemoStory(BotGatewayClient client, HttpClient http, DemoScreen screen, TimeProvider clock)
{
    /// <summary>The fine-tuning job, set by <c>train</c>.</summary>
    public string JobId { get; set; } = "";

    /// <summary>The trained model, once the job has succeeded.</summary>
    public string Model { get; set; } = "";

    /// <summary>The bot, set by <c>new_bot</c>.</summary>
    public string BotId { get; set; } = "";

    /// <summary>The bot's thread, set by <c>new_bot</c>.</summary>
    public string ThreadId { get; set; } = "";

    public TimeProvider Clock => clock;

    public DemoScreen Screen => screen;

    /// <summary>Sends an event, shows the request and the response, and checks what all successful responses have in common.</summary>
    public async Task<JsonObject> AskAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await ShowAsync(await CreateRequestAsync(body, cancellationToken), cancellationToken);
        return Expect.Success(answer, (string)body["event_name"]!);
    }

    /// <summary>Like <see cref="AskAsync"/>, without showing anything.</summary>
    public async Task<JsonObject> AskSilentlyAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(http, body.ToJsonString(Readable.Json), cancellationToken);
        return Expect.Success(answer, (string)body["event_name"]!);
    }

    /// <summary>Sends a request unchanged and shows it with its response.</summary>
    public async Task<GatewayAnswer> ShowAsync(string request, CancellationToken cancellationToken)
    {
        screen.Request(request);
        var watch = Stopwatch.StartNew();
        var answer = await http.SendRequestAsync(request, cancellationToken);
        screen.Answer(answer, watch.Elapsed);
        return answer;
    }

    /// <summary>Triggers the timer at once and shows that.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        screen.Request("POST /admin/functions/Scheduler {}");
        var watch = Stopwatch.StartNew();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("admin/functions/Scheduler", UriKind.Relative), content, cancellationToken);
        var answer = new GatewayAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), RequestId: null);
        screen.Answer(answer, watch.Elapsed);
        Expect.That(answer.Status == 202, $"HTTP 202 was expected, not {answer.Status}");
    }

    /// <summary>Creates a request for <see cref="ShowAsync"/>.</summary>
    public Task<string> CreateRequestAsync(JsonObject body, CancellationToken cancellationToken) =>
        client.CreateRequestAsync(body.ToJsonString(Readable.Json), cancellationToken);
}
