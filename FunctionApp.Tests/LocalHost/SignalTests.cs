namespace BotGateway.Tests.LocalHost;

public sealed class SignalTests
{
    [Fact]
    public async Task SIGTERM_ends_it_and_its_Azurite_cleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var host = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);
        await host.WaitUntilReadyAsync();
        var azurite = LocalHostProcess.AzuriteOf(data);

        await host.TerminateAsync();

        Assert.Equal(0, await host.WaitForExitAsync());
        await OtherProcess.WaitUntilEndedAsync(azurite, host.Cancellation);
        Assert.False(File.Exists(Path.Combine(data.Path, "tables", "azurite.pid")), "Azurite should have closed its files itself.");
    }

    [Fact]
    public async Task After_SIGKILL_its_Azurite_saves_and_ends_by_itself_and_a_new_one_can_start_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc to see that the process has ended.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var host = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);
        await host.WaitUntilReadyAsync();
        var azurite = LocalHostProcess.AzuriteOf(data);

        host.Kill();
        await using var next = LocalHostProcess.Start(["--port", "0", "--data", data.Path]);

        await next.WaitUntilReadyAsync();
        await OtherProcess.WaitUntilEndedAsync(azurite, host.Cancellation);
        Assert.NotEqual(azurite, LocalHostProcess.AzuriteOf(data));
    }
}
