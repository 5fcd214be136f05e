using System.Security.Cryptography;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Demo;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.LocalHost.Demo;

public sealed class DemonstrationTests
{
    [Fact]
    public async Task The_demo_plays_the_whole_story_and_ends_with_0()
    {
        using var data = new TemporaryDirectory();

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["--port", "0", "--data", data.Path, "--demo", "--exit"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.All(
            ["check_credentials", "train", "check_train", "list_models", "new_bot", "messaging", "bot_routine", "usage", "list_bots", "update_bot", "get_thread", "delete_thread", "delete_bot"],
            name => Assert.Contains($"\"event\":\"{name}\"", output, StringComparison.Ordinal));
        Assert.Contains("\"outcome\":\"answered\"", output, StringComparison.Ordinal);
        Assert.Contains("""401 {"status":401,"message":"unauthorized"}""", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public async Task A_demo_with_a_failed_step_says_which_and_ends_with_1()
    {
        using var data = new TemporaryDirectory();

        var (exitCode, output, _) = await LocalHostProcess.RunAsync(
            ["--port", "0", "--data", data.Path, "--demo", "--exit"],
            environment => environment["Clients__0__Credentials"] = new string('0', 64));

        Assert.Equal(1, exitCode);
        Assert.Contains("✗ HTTP 200 was expected, not 401", output, StringComparison.Ordinal);
        Assert.Contains("stopped at step 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_end_it_says_that_the_gateway_serves_and_what_to_type_next()
    {
        using var data = new TemporaryDirectory();
        await using var host = LocalHostProcess.Start(
            ["--port", "0", "--data", data.Path, "--demo"],
            environment => environment["Clients__0__Credentials"] = new string('0', 64)); // A demo that ends at once.

        var said = string.Join('\n', (await host.WaitForLineAsync("in a second terminal")).TakeLast(3));

        Assert.Matches(@"goes on serving on http://127\.0\.0\.1:\d+/lambda; Ctrl-C stops it\.\nNext, .* token --data .* [|] curl", said);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_in_time_is_a_failed_step()
    {
        using var http = new HttpClient(new ScriptedService(ScriptedService.NeverAsync))
        {
            BaseAddress = new Uri("http://127.0.0.1/"),
            Timeout = TimeSpan.FromMilliseconds(1),
        };
        using var credentials = new GatewayCredentials(RSA.Create(2048), RSA.Create(2048), "user", "pass");
        await using var output = new StringWriter();

        var passed = await Demonstration.PlayAsync(
            http,
            credentials,
            TimeProvider.System,
            new DemoScreen(output, isTerminal: false, hasColours: false),
            trainingLimit: TimeSpan.FromMinutes(1),
            TestContext.Current.CancellationToken);

        Assert.False(passed);
        Assert.Contains("Timeout", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("stopped at step 1", output.ToString(), StringComparison.Ordinal);
    }
}
