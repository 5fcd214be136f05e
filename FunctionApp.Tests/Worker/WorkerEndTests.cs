namespace BotGateway.Tests.Worker;

/// <summary>How invocations end that do not run to their end undisturbed.</summary>
public sealed class WorkerEndTests(TableService tables) : CloudWorker(tables)
{
    private const string TooLong = "Each starts a worker process; an end by SIGTERM is tested in every run." + Thoroughness.InCI;

    [Theory]
    [InlineData("terminate", Skip = TooLong, SkipType = typeof(Thoroughness), SkipUnless = nameof(Thoroughness.IsWanted))]
    [InlineData("SIGTERM")]
    public async Task A_message_that_is_being_answered_when_the_worker_ends_is_answered(string end)
    {
        var message = await NewMessageAsync();
        using var chat = App.Front.Models.Faults.Hold("chat");
        var answer = App.CallAsync(message);
        await chat.Arrived.WaitAsync(App.Session.Process.Cancellation);

        if (end == "SIGTERM")
            await App.Session.Process.TerminateAsync();
        else
            App.Session.Terminate();
        chat.Release();

        Assert.Equal(200, (await answer).Status);
        Assert.Equal(0, await App.Session.Process.WaitForExitAsync());
    }

    [Fact]
    public async Task A_message_whose_client_leaves_is_no_failure_and_one_line_of_information()
    {
        var message = await NewMessageAsync();
        using var chat = App.Front.Models.Faults.Hold("chat");
        var (id, response) = App.Session.InvokeHttp("Dispatcher", "POST", "lambda", message);
        await chat.Arrived.WaitAsync(App.Session.Process.Cancellation);

        App.Session.Cancel(id);

        Handshake.RequireSuccess(await response.WaitAsync(App.Session.Process.Cancellation));
        AssertOneLine(id);
    }

    [Fact(Skip = TooLong, SkipType = typeof(Thoroughness), SkipUnless = nameof(Thoroughness.IsWanted))]
    public async Task A_probe_whose_client_leaves_is_no_failure_and_one_line_of_information()
    {
        using var key = App.Front.Vault.Faults.Hold("get-key");
        var (id, response) = App.Session.InvokeHttp("Health", "GET", "health");
        await key.Arrived.WaitAsync(App.Session.Process.Cancellation);

        App.Session.Cancel(id);

        Handshake.RequireSuccess(await response.WaitAsync(App.Session.Process.Cancellation));
        AssertOneLine(id);
    }

    private void AssertOneLine(string invocation)
    {
        var lines = App.Session.Logs.Where(line => line.Contains("BotGateway", StringComparison.Ordinal) && line.Contains(invocation, StringComparison.Ordinal));
        var line = Assert.Single(lines, line => line.Contains("cancelled by the client", StringComparison.Ordinal));
        Assert.Contains("\"Information\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain(App.Session.Logs, other => other.Contains("\"Error\"", StringComparison.Ordinal));
    }

    private async Task<string> NewMessageAsync()
    {
        var bot = await App.SendAsync("""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}""");
        return await App.CreateRequestAsync(
            $$"""{"event_name":"messaging","botID":"{{bot.GetProperty("bot_id")}}","threadID":"{{bot.GetProperty("thread_id")}}","message":"Hola"}""");
    }
}
