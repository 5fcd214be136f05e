namespace BotGateway.Tests.LocalHost;

/// <summary>Settings that LocalHost cannot start with.</summary>
public sealed class StartSettingsTests
{
    [Fact]
    public async Task Wrong_settings_are_a_line_each()
    {
        var (exitCode, _, error) = await StartAsync(environment =>
        {
            environment["Auth__KeyMinutes"] = "many";
            environment["Auth__RequestBurst"] = "0";
            environment["OpenAI__AutoDeploy"] = "yes";
            environment["Tables__ConnectionString"] = "UNMISTAKABLE";
        });

        Assert.Equal(1, exitCode);
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(
            ["Auth__KeyMinutes", "Auth__RequestBurst", "OpenAI__AutoDeploy", "Tables__ConnectionString"],
            setting => Assert.Single(lines, line => line.StartsWith($"Setting '{setting}'", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Length);
        Assert.DoesNotContain("UNMISTAKABLE", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_log_level_is_a_line()
    {
        var (exitCode, _, error) = await StartAsync(environment => environment["Logging__LogLevel__BotGateway"] = "Loud");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Setting 'Logging__LogLevel__BotGateway' must be trace,", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Half_of_the_model_service_settings_is_an_error_that_names_the_other_half()
    {
        var (exitCode, _, error) = await StartAsync(environment => environment["OpenAI__Endpoint"] = "https://example.openai.azure.com");

        Assert.Equal(1, exitCode);
        Assert.Contains("OpenAI__ApiKey", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_services_models_are_not_deployed_from_here()
    {
        var (exitCode, _, error) = await StartAsync(
            environment =>
            {
                environment["OpenAI__Endpoint"] = "https://example.openai.azure.com";
                environment["OpenAI__ApiKey"] = "none";
            },
            "--auto-deploy");

        Assert.Equal(1, exitCode);
        Assert.Contains("--auto-deploy", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth__KeyMinutes", "0")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "foo")]
    public async Task A_wrong_setting_is_one_line_that_names_it(string setting, string value)
    {
        var (exitCode, _, error) = await StartAsync(environment => environment[setting] = value);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Setting '{setting}'", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_wrong_settings_are_a_line_each()
    {
        var (exitCode, _, error) = await StartAsync(environment =>
        {
            environment["SchedulerSchedule"] = "H * * * * *";
            environment["OpenAI__Provider"] = "openai";
            environment["OpenAI__ApiKey"] = "a b";
            environment["Auth__KeyMinutes"] = "5x";
        });

        Assert.Equal(1, exitCode);
        string[] expected = ["'Auth__KeyMinutes'", "'OpenAI__ApiKey'", "'SchedulerSchedule'"];
        Assert.Equal(expected, error.TrimEnd().Split('\n').Select(line => line.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_schedule_is_one_line_that_names_the_setting()
    {
        var (exitCode, _, error) = await StartAsync(environment => environment["SchedulerSchedule"] = "now and then");

        Assert.Equal(1, exitCode);
        Assert.Contains("'SchedulerSchedule'", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    // With keys and with storage: making keys and starting Azurite takes longer than all else.
    private static async Task<ProcessResult> StartAsync(Action<IDictionary<string, string?>> change, params string[] arguments)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        return await LocalHostProcess.RunAsync(["--port", "0", "--data", data.Path, .. arguments], environment =>
        {
            environment["Tables__ConnectionString"] = "UseDevelopmentStorage=true";
            change(environment);
        });
    }
}
