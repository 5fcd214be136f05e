using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.Azurite;

/// <summary>A running <c>npm ci</c>: reports its progress, and stops if the registry does not answer.</summary>
internal sealed partial class NpmInstallation(string folder, Action<string> report, TimeSpan patience)
{
    private const string Log = "npm http ";
    private const string Error = "npm error ";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(3);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<string> _said = [];
    private int _answers;

    /// <exception cref="StartupException">npm failed, or the registry did not answer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        report("Installing Azurite, the local storage service, with npm: 170 packages, about 30 MB, once per checkout. Takes 10 to 60 s.");
        using var npm = NodeProcess.Start(folder, "install.cjs", [], []);
        var output = Task.WhenAll(CollectAsync(npm.StandardOutput), CollectAsync(npm.StandardError));
        try
        {
            var ended = npm.WaitForExitAsync(CancellationToken.None);
            while (!ended.IsCompleted)
            {
                await Task.WhenAny(ended, Task.Delay(ProgressInterval < patience ? ProgressInterval : patience, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                if (!ended.IsCompleted)
                    Progress();
            }
        }
        finally
        {
            npm.StandardInput.Close();
            await npm.WaitForExitAsync(CancellationToken.None); // Before the lock is released.
        }

        await output;
        if (npm.ExitCode != 0)
        {
            throw new StartupException(
                $"npm could not install Azurite in {folder}: {Complaint()} "
                + "Fix this and start again, or set Tables__ConnectionString to another storage service.");
        }

        report($"  installed in {_watch.Elapsed.TotalSeconds:0} s");
    }

    // In one line, without npm's prefix.
    private string Complaint()
    {
        var errors = _said.Where(line => line.StartsWith(Error, StringComparison.Ordinal)).Select(line => line[Error.Length..]);
        return string.Join(' ', errors.DefaultIfEmpty(string.Join(' ', _said))).Trim();
    }

    private void Progress()
    {
        var answers = Volatile.Read(ref _answers);
        if (answers == 0 && _watch.Elapsed >= patience)
        {
            throw new StartupException(
                $"The npm registry has not answered for {patience.TotalSeconds:0} s. Check the network, the proxy and 'npm config get registry', "
                + "or set Tables__ConnectionString to another storage service.");
        }

        report($"  still installing, {_watch.Elapsed.TotalSeconds:0} s, {answers} answers of the npm registry");
    }

    // Not those about its cache, nor about attempts that failed.
    [GeneratedRegex(@"\Anpm http fetch \w+ \d{3} ")]
    private static partial Regex Answer();

    private async Task CollectAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (Answer().IsMatch(line))
                Interlocked.Increment(ref _answers);
            if (line.StartsWith(Log, StringComparison.Ordinal))
                continue;
            lock (_said)
                _said.Add(line);
        }
    }
}
