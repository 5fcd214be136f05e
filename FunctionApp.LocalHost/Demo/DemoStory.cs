using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>The state that steps hand on, and their way to the gateway.</summary>
/// <param name="client">Makes the requests.</param>
/// <param name="http">Sends them.</param>
/// <param name="screen">Shows them.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class DemoStory(GatewayClient client, HttpClient http, DemoScreen screen, TimeProvider clock)
{
    /// <summary>The fine-tuning job, from <c>train</c> on.</summary>
    public string JobId { get; set; } = "";

    /// <summary>The trained model, once the job has succeeded.</summary>
    public string Model { get; set; } = "";

    /// <summary>The bot, from <c>new_bot</c> on.</summary>
    public string BotId { get; set; } = "";

    /// <summary>The bot's thread, from <c>new_bot</c> on.</summary>
    public string ThreadId { get; set; } = "";

    /// <summary>The gateway's clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Where steps show progress.</summary>
    public DemoScreen Screen => screen;

    /// <summary>Sends an event, shows request and answer, and checks what every success promises.</summary>
    /// <param name="body">The request's body; its <c>event_name</c> is the one that the answer must name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer's fields.</returns>
    public async Task<JsonObject> AskAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await ShowAsync(client.CreateRequest(body.ToJsonString(Readable.Json)), cancellationToken);
        return Expect.Success(answer, (string)body["event_name"]!);
    }

    /// <summary>As <see cref="AskAsync"/>, without showing anything.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer's fields.</returns>
    public async Task<JsonObject> AskSilentlyAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync(http, body.ToJsonString(Readable.Json), cancellationToken);
        return Expect.Success(answer, (string)body["event_name"]!);
    }

    /// <summary>Sends a request as it stands and shows it with its answer.</summary>
    /// <param name="request">The request's text.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer, whatever its status.</returns>
    public async Task<GatewayAnswer> ShowAsync(string request, CancellationToken cancellationToken)
    {
        screen.Request(request);
        var watch = Stopwatch.StartNew();
        var answer = await GatewayClient.SendRequestAsync(http, request, cancellationToken);
        screen.Answer(answer, watch.Elapsed);
        return answer;
    }

    /// <summary>Runs the timer at once and shows it.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>When its tick is over.</returns>
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

    /// <summary>Makes a request that <see cref="ShowAsync"/> can send.</summary>
    /// <param name="body">The request's body.</param>
    /// <returns>The request's text.</returns>
    public string CreateRequest(JsonObject body) => client.CreateRequest(body.ToJsonString(Readable.Json));
}
