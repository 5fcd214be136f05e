using BotGateway.Tests.Worker;

namespace BotGateway.Tests.Configuration;

/// <summary>Wrong settings, in the process that the Functions host starts.</summary>
public sealed class WorkerSettingsTests
{
    [Theory]
    [InlineData("Auth__KeyMinutes", "many", "Setting 'Auth__KeyMinutes' must be an integer from 1 to 60.")]
    [InlineData("OpenAI__AutoDeploy", "1", "Setting 'OpenAI__AutoDeploy' must be true or false.")]
    [InlineData("Clients__0__RequireBodyHash", "no", "Setting 'Clients__0__RequireBodyHash' must be true or false.")]
    [InlineData("KeyVault__Uri", null, "Setting 'KeyVault__Uri' is missing: the vault's address, for instance https://contoso.vault.azure.net.")]
    [InlineData(
        "AzureWebJobsStorage__accountName",
        null,
        "Set 'AzureWebJobsStorage' (a connection string, for Azurite), or 'AzureWebJobsStorage__accountName', or 'AzureWebJobsStorage__blobServiceUri' and "
        + "'AzureWebJobsStorage__queueServiceUri' (https addresses).")]
    [InlineData("AzureWebJobsStorage", "UNMISTAKABLE", "Setting 'AzureWebJobsStorage' is not the connection string of a storage account with blobs and queues.")]
    [InlineData("SchedulerSchedule", "* * * * *", "Setting 'SchedulerSchedule' must be six cron fields, seconds first, in UTC, for instance '0 * * * * *'.")]
    [InlineData("SchedulerSchedule", null, "Setting 'SchedulerSchedule' is missing: six cron fields, seconds first, in UTC, for instance '0 * * * * *'.")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Setting 'Logging__LogLevel__Default' must be trace, debug, information, warning, error, critical or none.")]
    [InlineData(
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "InstrumentationKey=;IngestionEndpoint=UNMISTAKABLE",
        "Setting 'APPLICATIONINSIGHTS_CONNECTION_STRING' must be the connection string of an Application Insights resource.")]
    public async Task One_is_one_line_and_exit_code_1(string setting, string? value, string line)
    {
        // Each is a process.
        if (setting is not ("KeyVault__Uri" or "Auth__KeyMinutes"))
            Thoroughness.Require("Each is a process; two wrong settings are tested in every run.");
        var (exitCode, faults) = await RunAsync(new() { [setting] = value });

        Assert.Equal(1, exitCode);
        Assert.Equal([line], faults);
    }

    [Fact]
    public async Task Several_are_a_line_each_and_a_misspelt_name_beside_them_is_told()
    {
        var (exitCode, faults) = await RunAsync(new()
        {
            ["KeyVault__Uri"] = null,
            ["KeyVault__Url"] = "https://contoso.vault.azure.net",
            ["Auth__KeyMinutes"] = "61",
            ["Auth__Audience"] = " ",
            ["Clients__0__Credentials"] = "UNMISTAKABLE",
            ["Scheduler__LostJobDays"] = "",
            ["Logging__LogLevel__Default"] = "Loud",
        });

        Assert.Equal(1, exitCode);
        Assert.All(
            [
                "'KeyVault__Uri' is missing", "'KeyVault__Url' is not known; did you mean 'KeyVault__Uri'?", "'Auth__KeyMinutes'", "'Auth__Audience'",
                "'Clients__0__Credentials'", "'Scheduler__LostJobDays'", "'Logging__LogLevel__Default'",
            ],
            part => Assert.Single(faults, line => line.StartsWith($"Setting {part}", StringComparison.Ordinal)));
        Assert.Equal(7, faults.Length);
        Assert.All(faults, line => Assert.DoesNotContain("UNMISTAKABLE", line, StringComparison.Ordinal));
    }

    private static Task<(int ExitCode, string[] Faults)> RunAsync(Dictionary<string, string?> changes)
    {
        var settings = new Dictionary<string, string?>(GatewayApp.RightSettings);
        foreach (var (name, value) in changes)
            settings[name] = value;
        return WorkerProcess.RunAsync(BuiltAppTests.BuiltApp, settings, TestContext.Current.CancellationToken);
    }
}
