using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Worker;

/// <summary>How invocations end that do not run to their end undisturbed.</summary>
public sealed class WorkerEndTests(TableService tables) : IAsyncLifetime
{
    private CloudFront? _front;
    private WorkerSession? _session;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), CloudFront.LinuxOnly);
        _front = await CloudFront.StartAsync();
        _session = await WorkerSession.StartAsync(WorkerProcess.BuiltApp, WorkerSettings.Of(tables, _front));
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        if (_front is not null)
            await _front.DisposeAsync();
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("SIGTERM")]
    public async Task A_message_that_is_being_answered_when_the_worker_ends_is_answered(string end)
    {
        var message = await NewMessageAsync();
        using var chat = _front!.Models.Faults.Hold("chat");
        var answer = _session!.CallAsync("Dispatcher", "POST", "lambda", message);
        await chat.Arrived.WaitAsync(_session.Process.Cancellation);

        if (end == "SIGTERM")
            await _session.Process.TerminateAsync();
        else
            _session.Terminate();
        chat.Release();

        Assert.Equal(200, (await answer).Status);
        Assert.Equal(0, await _session.Process.WaitForExitAsync());
    }

    [Fact]
    public async Task A_message_whose_client_leaves_is_no_failure_and_one_line_of_information()
    {
        var message = await NewMessageAsync();
        using var chat = _front!.Models.Faults.Hold("chat");
        var (id, response) = _session!.InvokeHttp("Dispatcher", "POST", "lambda", message);
        await chat.Arrived.WaitAsync(_session.Process.Cancellation);

        _session.Cancel(id);

        WorkerSession.AssertSuccess(await response.WaitAsync(_session.Process.Cancellation));
        AssertOneLine(id);
    }

    [Fact]
    public async Task A_probe_whose_client_leaves_is_no_failure_and_one_line_of_information()
    {
        using var key = _front!.Vault.Faults.Hold("get-key");
        var (id, response) = _session!.InvokeHttp("Health", "GET", "health");
        await key.Arrived.WaitAsync(_session.Process.Cancellation);

        _session.Cancel(id);

        WorkerSession.AssertSuccess(await response.WaitAsync(_session.Process.Cancellation));
        AssertOneLine(id);
    }

    private void AssertOneLine(string invocation)
    {
        var lines = _session!.Logs.Where(line => line.Contains("BotGateway", StringComparison.Ordinal) && line.Contains(invocation, StringComparison.Ordinal));
        var line = Assert.Single(lines, line => line.Contains("cancelled by its client", StringComparison.Ordinal));
        Assert.Contains("\"Information\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain(_session.Logs, other => other.Contains("\"Error\"", StringComparison.Ordinal));
    }

    private async Task<string> NewMessageAsync()
    {
        var client = _front!.Client();
        var bot = await CallAsync(client, """{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}""");
        return client.CreateRequest(
            $$"""{"event_name":"messaging","botID":"{{bot.GetProperty("bot_id")}}","threadID":"{{bot.GetProperty("thread_id")}}","message":"Hola"}""");
    }

    private async Task<JsonElement> CallAsync(GatewayClient client, string body)
    {
        var (status, answer) = await _session!.CallAsync("Dispatcher", "POST", "lambda", client.CreateRequest(body));
        Assert.Equal(200, status);
        return JsonElement.Parse(answer);
    }
}
