using System.Diagnostics;

namespace BotGateway.Tests.Compat;

public sealed class WorkerStartTests
{
    [Fact]
    public async Task Started_as_the_worker_a_compat_build_exits_with_1_and_says_in_one_line_what_to_do()
    {
        // Its own output folder: the one of the tests lacks what ASP.NET brings along.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var app = Path.Combine(output.Parent!.Parent!.FullName, "FunctionApp", output.Name, "FunctionApp.dll");
        var start = new ProcessStartInfo("dotnet", [app])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var worker = Process.Start(start)!;
        var printed = worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, worker.ExitCode);
        Assert.Equal("", await printed);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("dotnet run --project FunctionApp.LocalHost", line);
        Assert.Contains("-p:AzurePackages=official", line);
    }
}
