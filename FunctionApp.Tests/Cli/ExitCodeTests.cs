using System.Net;
using System.Net.Sockets;
using BotGateway.Tests.ClientLibrary;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(400, 3)]
    [InlineData(401, 3)]
    [InlineData(403, 3)]
    [InlineData(409, 3)]
    [InlineData(413, 3)]
    [InlineData(404, 4)]
    [InlineData(410, 4)]
    [InlineData(408, 5)]
    [InlineData(429, 5)]
    [InlineData(500, 5)]
    [InlineData(503, 5)]
    public async Task A_status_has_an_exit_code_and_the_gateways_message(int status, int exitCode)
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7200"; // Longer than the client waits.
            return context.Response.WriteAsync("""{"status":0,"message":"the reason","request_id":"the-id"}""");
        });
        using var user = new BotsUser(gateway.Options());

        var text = await user.RunAsync("check");
        var json = await user.RunAsync("check", "--json");

        Assert.Equal((exitCode, ""), (text.ExitCode, text.Output));
        Assert.StartsWith($"{status}: the reason\n", text.Error, StringComparison.Ordinal);
        Assert.Contains("7200 s", text.Error, StringComparison.Ordinal);
        var error = new ProcessResult(0, json.Error, "").Json();
        Assert.Equal((exitCode, status), (error.GetProperty("exit_code").GetInt32(), error.GetProperty("status").GetInt32()));
        Assert.Equal("the-id", error.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{\"event\":\"other\"}")]
    [InlineData(502, "<html>\n at Stack.Trace()")]
    [InlineData(302, "")]
    public async Task An_answer_that_is_not_of_a_gateway_is_unavailable(int status, string body)
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7200";
            return context.Response.WriteAsync(body);
        });
        using var user = new BotsUser(gateway.Options());

        var ran = await user.RunAsync("check");

        Assert.Equal((5, ""), (ran.ExitCode, ran.Output));
        Assert.DoesNotContain(" at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_does_not_run_is_one_line()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var free = ((IPEndPoint)port.LocalEndpoint).Port;
        port.Stop();
        await using var gateway = await ScriptedGateway.StartAsync("{}");
        using var user = new BotsUser(gateway.Options());
        user.Variables["BOTS_URL"] = $"http://127.0.0.1:{free}";

        var ran = await user.RunAsync("check");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains($"127.0.0.1:{free}", Assert.Single(ran.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_an_answer_do_not_reach_the_terminal()
    {
        await using var gateway = await ScriptedGateway.StartAsync("""{"event":"list_bots","bots":[{"bot_id":"bot_1","name":"a\u001b[31mb\nc\u009bd\td","model_id":"m","created_at":"2030-01-01T00:00:00Z"}]}""");
        using var user = new BotsUser(gateway.Options());

        Assert.Equal("bot_1\ta[31mb cd d\tm\t2030-01-01 00:00 UTC\n", (await user.RunAsync("list")).Output);
        Assert.DoesNotContain((await user.RunAsync("list", "--json")).Output.TrimEnd(), char.IsControl);
    }

    [Fact]
    public async Task An_interrupted_command_ends_with_130()
    {
        await using var gateway = await ScriptedGateway.StartAsync((_, _) => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        using var user = new BotsUser(gateway.Options());
        using var interrupt = new CancellationTokenSource();
        var running = user.RunWithAsync("", interrupt.Token, "check");
        while (gateway.Received.Count == 0)
            await Task.Yield();

        await interrupt.CancelAsync();

        Assert.Equal(new ProcessResult(130, "", "Interrupted.\n"), await running);
    }
}
