using System.Diagnostics;
using System.Security.Cryptography;

namespace BotGateway.LocalHost.Azurite;

/// <summary>A running Azurite (blobs, queues and tables) with its own data folder.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly string[] OneAccount = ["local"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // One second more than the script's own limit.
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(6);

    // Random, so that no other process on the machine can open its tables.
    private readonly string _accountKey;
    private readonly IReadOnlyList<string> _accounts;
    private readonly Process _node;
    private readonly FileLock _alone;
    private readonly Action<string> _report;
    private volatile bool _closing;

    private AzuriteProcess(Process node, IReadOnlyList<string> accounts, string accountKey, FileLock alone, Action<string> report)
    {
        _accounts = accounts;
        _accountKey = accountKey;
        _node = node;
        _alone = alone;
        _report = report;
    }

    private string[] _addresses = [];

    /// <summary>The connection string of its first account.</summary>
    public string ConnectionString => ConnectionStringOf(_accounts[0]);

    /// <summary>The processor time used so far; it has one thread for all requests.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _node.Refresh();
            return _node.TotalProcessorTime;
        }
    }

    /// <summary>The connection string of one of its accounts.</summary>
    public string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={_accountKey};"
        + $"BlobEndpoint={_addresses[0]}/{account};QueueEndpoint={_addresses[1]}/{account};TableEndpoint={_addresses[2]}/{account};";

    /// <summary>Starts Azurite, after installing it if necessary, and waits until it listens.</summary>
    /// <param name="accounts">The accounts, each with its own tables; one if null.</param>
    /// <param name="inMemory">Whether data is lost when it ends. Otherwise it saves every 5 s, which blocks it for seconds if there is much data.</param>
    /// <exception cref="StartupException">Another LocalHost uses the data directory, or Azurite cannot be installed or started.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        string dataDirectory,
        Action<string> report,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? accounts = null,
        bool inMemory = false)
    {
        accounts ??= OneAccount;
        var alone = FileLock.TryTake(Path.Combine(dataDirectory, "tables.lock")) ?? throw new StartupException(
            $"Another LocalHost is using the data directory {dataDirectory}: stop it, choose another directory with --data, "
            + "or set Tables__ConnectionString to share a Table service.");
        try
        {
            await NodeVersion.RequireAsync(cancellationToken);
            var folder = await AzuriteInstallation.EnsureAsync(report, cancellationToken);
            var accountKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            var node = NodeProcess.Start(
                folder,
                "serve.cjs",
                [Path.Combine(dataDirectory, "tables")],
                new()
                {
                    ["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account}:{accountKey}")),
                    ["AZURITE_IN_MEMORY"] = inMemory ? "true" : "false",
                });
            var azurite = new AzuriteProcess(node, accounts, accountKey, alone, report);
            try
            {
                await azurite.ListenAsync(cancellationToken);
                return azurite;
            }
            catch
            {
                await azurite.DisposeAsync();
                throw;
            }
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Stops Azurite after it has saved everything.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _node.StandardInput.Close();
        using var limit = new CancellationTokenSource(CloseLimit);
        try
        {
            await _node.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill(entireProcessTree: true);
        }

        _node.Dispose();
        _alone.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var complaints = _node.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            var addresses = await _node.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new StartupException($"Azurite could not start: {MainLine(await complaints)}");
            _addresses = addresses.Split(' ');
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"Azurite did not start within {StartLimit.TotalSeconds} s.");
        }

        _ = WatchAsync(complaints);
    }

    // Node prints the failing source line first and the stack trace last.
    private static string MainLine(string complaints)
    {
        var lines = complaints.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(line => line.Contains("Error", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "it printed no reason.";
    }

    private async Task WatchAsync(Task<string> complaints)
    {
        await _node.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop Azurite.
        if (!_closing)
            _report($"Azurite has stopped unexpectedly; nothing can be stored until LocalHost is restarted. {(await complaints).Trim()}");
    }
}
