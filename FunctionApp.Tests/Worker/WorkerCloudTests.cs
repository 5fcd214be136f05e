using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Worker;

public sealed class WorkerCloudTests(CloudWorker worker) : IClassFixture<CloudWorker>
{
    private const string CheckCredentials = """{"event_name":"check_credentials"}""";

    [Fact]
    public async Task A_signed_request_is_answered_once_and_its_replay_rejected()
    {
        var request = await worker.App.CreateRequestAsync(CheckCredentials);

        var first = await worker.App.CallAsync(request);
        var second = await worker.App.CallAsync(request);

        Assert.Equal((200, """{"status":200,"event":"check_credentials","auth":true}"""), first);
        Assert.Equal((401, """{"status":401,"message":"unauthorized"}"""), second);
    }

    [Fact]
    public async Task Health_reaches_vault_tables_and_models()
    {
        var (status, body) = await worker.App.Session.CallAsync("Health", "GET", "health");

        Assert.Equal((200, 200), (status, JsonElement.Parse(body).GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Sixty_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
            await worker.App.CallAsync(await worker.App.CreateRequestAsync(CheckCredentials))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_taken_and_one_of_a_byte_more_is_not()
    {
        var taken = await worker.App.CallAsync(Padded(await worker.App.CreateRequestAsync(CheckCredentials), 100_000));
        var refused = await worker.App.CallAsync(Padded(await worker.App.CreateRequestAsync(CheckCredentials), 100_001));

        Assert.Equal((200, 413), (taken.Status, refused.Status));
    }

    [Fact]
    public async Task No_secret_and_no_text_of_a_client_is_in_any_line_of_the_log()
    {
        const string Instructions = "Cuentas chistes de marcianos.";
        var request = await worker.App.CreateRequestAsync(
            $$"""{"event_name":"new_bot","name":"Chistero","instructions":"{{Instructions}}","modelID":"gpt-4.1-mini"}""");

        var (status, _) = await worker.App.CallAsync(request);
        await worker.App.CallAsync(request.Replace("marcianos", "venusianos", StringComparison.Ordinal));

        Assert.Equal(200, status);
        var log = string.Join('\n', [.. worker.App.Session.Logs, worker.App.Session.Process.Output, worker.App.Session.Process.Error]);
        Assert.Contains("new_bot completed", log, StringComparison.Ordinal);
        var token = JsonElement.Parse(request).GetProperty("payload");
        Assert.All(
            [
                Instructions,
                "venusianos",
                token.GetProperty("token").GetString()!,
                token.GetProperty("signature").GetString()!,
                worker.App.Front.Models.ApiKey,
                GatewayCredentials.Derive("acme-user", "acme-pass"),
            ],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private static string Padded(string request, int length) => request.PadRight(length);
}
