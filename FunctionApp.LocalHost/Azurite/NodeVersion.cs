using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.Azurite;

/// <summary>Checks that Node.js is there, works and is recent enough.</summary>
internal static partial class NodeVersion
{
    private const int Needed = 20;
    private const string Remedy = "Install Node 20, or set Tables__ConnectionString to another storage service.";

    /// <exception cref="StartupException">It is missing, does not work or is too old.</exception>
    public static async Task RequireAsync(CancellationToken cancellationToken)
    {
        using var node = NodeProcess.Start(["--version"]);
        node.StandardInput.Close();
        var complaints = node.StandardError.ReadToEndAsync(cancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        if (node.ExitCode != 0 || Version().Match(said.Trim()) is not { Success: true } version)
        {
            throw new StartupException(
                $"Node.js does not work: 'node --version' ended with code {node.ExitCode}. {$"{said} {await complaints}".ReplaceLineEndings(" ").Trim()} {Remedy}");
        }

        if (int.Parse(version.Groups["major"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) < Needed)
            throw new StartupException($"Node {version.Groups["minor"].Value} found, {Needed} needed. {Remedy}");
    }

    [GeneratedRegex(@"\Av(?<minor>(?<major>\d{1,4})\.\d+)")]
    private static partial Regex Version();
}
