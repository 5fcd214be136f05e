using System.Diagnostics;
using System.Security.Cryptography;

namespace BotGateway.LocalHost.Azurite;

/// <summary>A running Azurite (blobs, queues and tables) with a data folder of its own.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly string[] OneAccount = ["local"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // A second more than the script gives itself.
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(6);

    // Of this process only: nobody else on the machine opens its tables.
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

    /// <summary>How the Azure SDK reaches its first account.</summary>
    public string ConnectionString => ConnectionStringOf(_accounts[0]);

    /// <summary>How much processor time it has taken so far; it has one thread for all requests.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _node.Refresh();
            return _node.TotalProcessorTime;
        }
    }

    /// <summary>How the Azure SDK reaches one of its accounts.</summary>
    /// <param name="account">The account.</param>
    /// <returns>The connection string.</returns>
    public string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={_accountKey};"
        + $"BlobEndpoint={_addresses[0]}/{account};QueueEndpoint={_addresses[1]}/{account};TableEndpoint={_addresses[2]}/{account};";

    /// <summary>Starts Azurite, installing it first where that has not been done, and waits until it listens.</summary>
    /// <param name="dataDirectory">The data directory; everything goes into its folder <c>tables</c>.</param>
    /// <param name="report">Gets what the user should know, also later, should Azurite end by itself.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <param name="accounts">The accounts, each with tables of its own; one when null.</param>
    /// <param name="inMemory">Whether everything is lost when it ends: saving large ones every 5 s, as it does else, halts it for
    /// seconds.</param>
    /// <returns>The running service.</returns>
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
            $"Another LocalHost is using the data directory {dataDirectory}: stop it, take another directory with --data, "
            + "or set Tables__ConnectionString to share a Table service.");
        try
        {
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

    /// <summary>Ends Azurite after it has saved everything.</summary>
    /// <returns>When it has ended.</returns>
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
                ?? throw new StartupException($"Azurite could not start: {(await complaints).Trim()}");
            _addresses = addresses.Split(' ');
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"Azurite did not start within {StartLimit.TotalSeconds} s.");
        }

        _ = WatchAsync(complaints);
    }

    private async Task WatchAsync(Task<string> complaints)
    {
        await _node.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop Azurite.
        if (!_closing)
            _report($"Azurite has ended by itself; nothing can be stored until LocalHost is started again. {(await complaints).Trim()}");
    }
}
