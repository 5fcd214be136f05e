using System.Reflection;
using BotGateway.Cli;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Cli;

public sealed class ToolPackageTests(TableService tables)
{
    [Fact]
    public async Task The_installed_tool_gets_an_answer_from_a_gateway()
    {
        Thoroughness.Require("It packs and installs the tool.");
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var folder = new TemporaryDirectory();
        var (feed, tools) = (Path.Combine(folder.Path, "feed"), Path.Combine(folder.Path, "tools"));
        var configuration = typeof(Tool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await RunAsync(gateway, "dotnet", "pack", Repository.PathOf("FunctionApp.Cli"), "--no-build", "--configuration", configuration, "--output", feed);
        var sources = Path.Combine(folder.Path, "nuget.config");
        await File.WriteAllTextAsync(
            sources, $"<configuration><packageSources><clear /><add key='local' value='{feed}' /></packageSources></configuration>", TestContext.Current.CancellationToken);
        await RunAsync(gateway, "dotnet", "tool", "install", "BotGateway.Cli", "--tool-path", tools, "--configfile", sources);

        Assert.Equal("{\"auth\":true}\n", await RunAsync(gateway, Path.Combine(tools, "bots"), "check", "--json"));
        Assert.Contains("Opciones:", await RunAsync(gateway, Path.Combine(tools, "bots"), "--help", "--lang", "es"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Gateway gateway, string program, params string[] arguments)
    {
        var (exitCode, output, _) = await AppProcess.RunAsync(
            program,
            arguments,
            variables =>
            {
                variables["BOTS_URL"] = gateway.Http.BaseAddress!.AbsoluteUri;
                variables["BOTS_KEY"] = Path.Combine(gateway.DataDirectory, "keys", "client-default-private.pem");
            },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
