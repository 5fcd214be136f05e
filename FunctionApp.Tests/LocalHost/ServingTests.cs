namespace BotGateway.Tests.LocalHost;

public sealed class ServingTests
{
    [Fact]
    public async Task When_ready_it_says_where_it_listens_where_the_data_is_and_how_to_try_it()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var host = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);

        var said = string.Join('\n', await host.WaitUntilReadyAsync());

        Assert.Matches(@"listens on http://127\.0\.0\.1:\d+/lambda", said);
        Assert.Contains(data.Path, said, StringComparison.Ordinal);
        Assert.Matches("token --data .* [|] curl", said);
        Assert.Contains("simulated", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_real_model_service_it_says_so()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var host = LocalHostProcess.Start(["--port", "0", "--data", data.Path], environment =>
        {
            environment["OpenAI__Endpoint"] = "https://example.openai.azure.com";
            environment["OpenAI__ApiKey"] = "none";
        });

        var said = string.Join('\n', await host.WaitUntilReadyAsync());

        Assert.Contains("real service", said, StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_start_installs_nothing_and_makes_no_keys()
    {
        using var data = new TemporaryDirectory();
        await using (var first = LocalHostProcess.Start(["--port", "0", "--data", data.Path]))
        {
            await first.WaitUntilReadyAsync();
        }

        var keys = ReadKeys(data);
        await using var second = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);

        var lines = await second.WaitUntilReadyAsync();

        Assert.Equal(keys, ReadKeys(data));
        Assert.Empty(lines[0]); // Nothing was said before the empty line above the address.
    }

    [Fact]
    public async Task A_second_one_on_the_same_data_directory_is_refused_unless_it_is_given_a_Table_service()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var first = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);
        await first.WaitUntilReadyAsync();

        var (exitCode, _, error) = await LocalHostProcess.RunAsync(["--port", "0", "--data", data.Path]);
        await using var third = LocalHostProcess.Start(
            ["--port", "0", "--data", data.Path],
            environment => environment["Tables__ConnectionString"] = "UseDevelopmentStorage=true");
        var said = string.Join('\n', await third.WaitUntilReadyAsync());

        Assert.Equal(1, exitCode);
        Assert.Contains(data.Path, error, StringComparison.Ordinal);
        Assert.Contains("Tables__ConnectionString", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Azurite", said, StringComparison.Ordinal);
    }

    private static string[] ReadKeys(TemporaryDirectory data) =>
        [.. Directory.EnumerateFiles(Path.Combine(data.Path, "keys")).Order().Select(File.ReadAllText)];
}
