using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Sends a request that was changed after it was signed.</summary>
internal sealed class RejectedRequestStep : IDemoStep
{
    private const string Unauthorized = """{"status":401,"message":"unauthorized"}""";

    public string Title => "A request with an invalid signature is rejected";

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var request = JsonNode.Parse(await story.CreateRequestAsync(new JsonObject { ["event_name"] = "check_credentials" }, cancellationToken))!;
        var signature = (string)request["payload"]!["signature"]!;
        request["payload"]!["signature"] = (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

        var answer = await story.ShowAsync(request.ToJsonString(Readable.Json), cancellationToken);
        Expect.That(answer.Status == 401, $"HTTP 401 was expected, not {answer.Status}");
        Expect.That(answer.Body == Unauthorized, $"the response should be exactly {Unauthorized}");
    }
}
