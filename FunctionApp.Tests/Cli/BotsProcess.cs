using BotGateway.Cli;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Cli;

/// <summary>The tool as a process.</summary>
internal static class BotsProcess
{
    public static string Location => typeof(Tool).Assembly.Location;

    public static AppProcess Start(IEnumerable<string> arguments, string? directory = null, params IEnumerable<(string Name, string Value)> environment) =>
        AppProcess.Start(
            Location,
            arguments,
            variables =>
            {
                variables["BOTS_LANG"] = null;
                foreach (var (name, value) in environment)
                    variables[name] = value;
            },
            directory);

    public static async Task<Ran> RunAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        await using var process = Start(arguments, directory: null, environment);
        await process.WriteAsync("");
        return new(await process.WaitForExitAsync(), process.Output, process.Error);
    }
}
