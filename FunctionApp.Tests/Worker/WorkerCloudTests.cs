using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Worker;

/// <summary>The app as the Functions host runs it, with a vault and a model service that it reaches over TLS by the app's own identity.</summary>
public sealed class WorkerCloudTests(TableService tables)
{
    private const string CheckCredentials = """{"event_name":"check_credentials"}""";

    [Fact]
    public async Task A_signed_request_is_answered_once_and_its_replay_rejected()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        await using var front = await CloudFront.StartAsync();
        await using var session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, WorkerSettings.Of(tables, front));
        var request = front.Client().CreateRequest(CheckCredentials);

        var first = await session.CallAsync("Dispatcher", "POST", "lambda", request);
        var second = await session.CallAsync("Dispatcher", "POST", "lambda", request);

        Assert.Equal((200, """{"status":200,"event":"check_credentials","auth":true}"""), first);
        Assert.Equal((401, """{"status":401,"message":"unauthorized"}"""), second);
    }

    [Fact]
    public async Task Health_reaches_vault_tables_and_models()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        await using var front = await CloudFront.StartAsync();
        await using var session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, WorkerSettings.Of(tables, front));

        var (status, body) = await session.CallAsync("Health", "GET", "health");

        Assert.Equal((200, 200), (status, JsonElement.Parse(body).GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Sixty_at_once_are_all_answered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        await using var front = await CloudFront.StartAsync();
        var settings = WorkerSettings.Of(tables, front);
        settings["Requests__ConcurrentPerClient"] = "60"; // All are one client's.
        await using var session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, settings);
        var client = front.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
            session.CallAsync("Dispatcher", "POST", "lambda", client.CreateRequest(CheckCredentials))));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_taken_and_one_of_a_byte_more_is_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        await using var front = await CloudFront.StartAsync();
        var settings = WorkerSettings.Of(tables, front);
        settings["Requests__MaxBytes"] = "100000";
        await using var session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, settings);
        var client = front.Client();

        var taken = await session.CallAsync("Dispatcher", "POST", "lambda", Padded(client.CreateRequest(CheckCredentials), 100_000));
        var refused = await session.CallAsync("Dispatcher", "POST", "lambda", Padded(client.CreateRequest(CheckCredentials), 100_001));

        Assert.Equal((200, 413), (taken.Status, refused.Status));
    }

    [Fact]
    public async Task No_secret_and_no_text_of_a_client_is_in_any_line_of_the_log()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        await using var front = await CloudFront.StartAsync();
        await using var session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, WorkerSettings.Of(tables, front));
        var client = front.Client();
        const string Instructions = "Cuentas chistes de marcianos.";
        var request = client.CreateRequest(
            $$"""{"event_name":"new_bot","name":"Chistero","instructions":"{{Instructions}}","modelID":"gpt-4.1-mini"}""");

        var (status, _) = await session.CallAsync("Dispatcher", "POST", "lambda", request);
        await session.CallAsync("Dispatcher", "POST", "lambda", request.Replace("marcianos", "venusianos", StringComparison.Ordinal));

        Assert.Equal(200, status);
        var log = string.Join('\n', [.. session.Logs, session.Process.Output, session.Process.Error]);
        Assert.Contains("new_bot answered", log, StringComparison.Ordinal);
        var token = JsonElement.Parse(request).GetProperty("payload");
        Assert.All(
            [
                Instructions,
                "venusianos",
                token.GetProperty("token").GetString()!,
                token.GetProperty("signature").GetString()!,
                front.Models.ApiKey,
                GatewayCredentials.Derive("acme-user", "acme-pass"),
            ],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private static string Padded(string request, int length) => request.PadRight(length);
}
