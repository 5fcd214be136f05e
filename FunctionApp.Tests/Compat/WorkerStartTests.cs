using BotGateway.Tests.Configuration;

namespace BotGateway.Tests.Compat;

public sealed class WorkerStartTests
{
    [Fact]
    public async Task Started_as_the_worker_a_compat_build_exits_with_1_and_says_in_one_line_what_to_do()
    {
        var (exitCode, output, error) = await WorkerProcess.RunAsync();

        Assert.Equal((1, ""), (exitCode, output));
        var line = Assert.Single(error);
        Assert.Contains("dotnet run --project FunctionApp.LocalHost", line);
        Assert.Contains("-p:AzurePackages=official", line);
    }
}
