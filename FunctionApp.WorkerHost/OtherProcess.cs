using System.Globalization;

namespace BotGateway.WorkerHost;

/// <summary>What can be done with any process of this machine, by its id.</summary>
internal static class OtherProcess
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends a signal that .NET itself does not send.</summary>
    /// <param name="name">As <c>kill</c> takes it, such as <c>TERM</c>.</param>
    public static Task SignalAsync(string name, int id, CancellationToken cancellationToken) =>
        AppProcess.RunAsync("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {id}")], cancellationToken: cancellationToken);

    /// <summary>Waits until a process has ended that is not this one's child, so that nothing else can be awaited.</summary>
    public static async Task WaitUntilEndedAsync(int id, CancellationToken cancellationToken)
    {
        while (IsRunning(id))
            await Task.Delay(PollInterval, cancellationToken);
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
