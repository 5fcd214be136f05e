using System.Diagnostics;
using System.Globalization;

namespace BotGateway.Tests.LocalHost;

/// <summary>Signals that .NET itself does not send.</summary>
internal static class ProcessSignal
{
    /// <param name="name">As <c>kill</c> takes it, such as <c>TERM</c>.</param>
    /// <param name="id">The process.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task SendAsync(string name, int id, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {id}")]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
