using System.Globalization;

namespace BotGateway.Tests.LocalHost;

/// <summary>The Azurite that a LocalHost process has started.</summary>
internal static class AzuriteChild
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    // Azurite gives itself 5 s to save; one that lives on is a failure, not a test that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static int IdOf(TemporaryDirectory data) =>
        int.Parse(File.ReadAllText(Path.Combine(data.Path, "tables", "azurite.pid")), CultureInfo.InvariantCulture);

    /// <summary>Waits until a process is gone that is not this one's child, so that nothing else can be awaited.</summary>
    public static async Task WaitUntilEndedAsync(int id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (IsRunning(id))
            await Task.Delay(PollInterval, limit.Token);
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
