using System.Runtime.CompilerServices;
using BotGateway.LocalHost;

namespace BotGateway.Tests.LocalHost;

/// <summary>LocalHost as its users start it.</summary>
internal static class LocalHostProcess
{
    // A process of seconds has no use for code that is optimized twice.
    [ModuleInitializer]
    public static void SpareOptimization() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");

    public static AppProcess Start(IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null) =>
        DotNetApp.Start(typeof(LocalApp).Assembly.Location, arguments, environment, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs it to its end.</summary>
    public static Task<ProcessResult> RunAsync(
        IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null, string input = "") => AppProcess.RunAsync(
            "dotnet", [typeof(LocalApp).Assembly.Location, .. arguments], environment, input: input, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Reads what it prints up to its last line at the start.</summary>
    public static Task<List<string>> WaitUntilReadyAsync(this AppProcess host) => host.WaitForLineAsync("Ctrl-C");
}
