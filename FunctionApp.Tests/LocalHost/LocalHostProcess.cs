using BotGateway.LocalHost;

namespace BotGateway.Tests.LocalHost;

/// <summary>LocalHost as its users start it.</summary>
internal static class LocalHostProcess
{
    public static AppProcess Start(IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null) =>
        AppProcess.Start(typeof(LocalApp).Assembly.Location, arguments, environment);

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null, string input = "")
    {
        await using var host = Start(arguments, environment);
        await host.WriteAsync(input);
        return (await host.WaitForExitAsync(), host.Output, host.Error);
    }

    /// <summary>Reads what it prints up to its last line at the start.</summary>
    public static Task<IReadOnlyList<string>> WaitUntilReadyAsync(this AppProcess host) => host.WaitForLineAsync("Ctrl-C");
}
