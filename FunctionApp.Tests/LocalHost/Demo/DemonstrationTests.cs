using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Demo;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.LocalHost.Demo;

public sealed class DemonstrationTests(TableService tables)
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
        Assert.All(
            ["job.succeeded", "model.ready", "routine.answered"], type => Assert.Matches($"webhook [^←]*\"type\":\"{type}\"[^←]* signature verified", output));
        Assert.Contains("""401 {"status":401,"message":"unauthorized"}""", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public async Task A_demo_with_a_failed_step_says_which_and_ends_with_1()
    {
        var (exitCode, output) = await FailAsync(_ => { });

        Assert.Equal(1, exitCode);
        Assert.Contains("✗ HTTP 200 was expected, not 401", output, StringComparison.Ordinal);
        Assert.Contains("stopped at step 1 of 16", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_of_the_users_own_is_told_instead_of_the_demo()
    {
        var (_, output) = await FailAsync(environment => environment["Clients__0__WebhookUrl"] = "http://127.0.0.1:9/");

        Assert.Contains("stopped at step 1 of 15", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_end_it_says_that_the_gateway_serves_and_what_to_type_next()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var host = LocalHostProcess.Start(["--port", "0", "--data", data.Path, "--demo"], EndAtOnce);

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
        using var credentials = new GatewayCredentials(GatewayKeys.Rsa(), GatewayKeys.Rsa(), "user", "pass");
        await using var output = new StringWriter();

        var passed = await Demonstration.PlayAsync(
            http,
            credentials,
            TimeProvider.System,
            new DemoScreen(output, isTerminal: false, hasColours: false),
            trainingLimit: TimeSpan.FromMinutes(1),
            webhooks: null,
            TestContext.Current.CancellationToken);

        Assert.False(passed);
        Assert.Contains("Timeout", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("stopped at step 1", output.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> FailAsync(Action<IDictionary<string, string?>> configure)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var (exitCode, output, _) = await LocalHostProcess.RunAsync(["--port", "0", "--data", data.Path, "--demo", "--exit"], environment =>
        {
            EndAtOnce(environment);
            configure(environment);
        });
        return (exitCode, output);
    }

    // At the first step, without an Azurite of its own.
    private void EndAtOnce(IDictionary<string, string?> environment) =>
        (environment["Clients__0__Credentials"], environment["Tables__ConnectionString"]) = (new string('0', 64), tables.NewConnectionString());
}
