using System.Globalization;
using BotGateway.LocalHost;

namespace BotGateway.Tests.LocalHost;

/// <summary>LocalHost as its users start it.</summary>
internal static class LocalHostProcess
{
    public static AppProcess Start(IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null) =>
        AppProcess.Start("dotnet", [typeof(LocalApp).Assembly.Location, .. arguments], environment, cancellationToken: TestContext.Current.CancellationToken);

    public static Task<ProcessResult> RunAsync(
        IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null, string input = "") => AppProcess.RunAsync(
            "dotnet", [typeof(LocalApp).Assembly.Location, .. arguments], environment, input: input, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The Azurite that it has started.</summary>
    public static int AzuriteOf(TemporaryDirectory data) =>
        int.Parse(File.ReadAllText(Path.Combine(data.Path, "tables", "azurite.pid")), CultureInfo.InvariantCulture);

    /// <summary>Reads what it prints up to its last line at the start.</summary>
    public static Task<List<string>> WaitUntilReadyAsync(this AppProcess host) => host.WaitForLineAsync("Ctrl-C");
}
