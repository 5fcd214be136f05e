using BotGateway.Cli;

namespace BotGateway.Tests.Cli;

/// <summary>The tool as a process.</summary>
internal static class BotsProcess
{
    public static string Location => typeof(Tool).Assembly.Location;

    public static Task<ProcessResult> RunAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment) => AppProcess.RunAsync(
        "dotnet",
        [Location, .. arguments],
        variables =>
        {
            variables["BOTS_LANG"] = null;
            foreach (var (name, value) in environment)
                variables[name] = value;
        },
        cancellationToken: TestContext.Current.CancellationToken);
}
