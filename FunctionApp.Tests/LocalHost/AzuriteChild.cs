using System.Globalization;

namespace BotGateway.Tests.LocalHost;

/// <summary>The Azurite that a LocalHost process has started.</summary>
internal static class AzuriteChild
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static int IdOf(TemporaryDirectory data) =>
        int.Parse(File.ReadAllText(Path.Combine(data.Path, "tables", "azurite.pid")), CultureInfo.InvariantCulture);

    /// <summary>Waits until a process is gone that is not this one's child, so that nothing else can be awaited.</summary>
    public static async Task WaitUntilEndedAsync(int id)
    {
        while (IsRunning(id))
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
    }

    // A dead process whose new parent has not asked for its exit code yet (state Z, after the name in parentheses) is not running.
    private static bool IsRunning(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
