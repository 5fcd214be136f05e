using BotGateway.Benchmarks.Serving;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Requests;

/// <summary>Measures <c>check_credentials</c> in rounds of short loads, one server at a time, so that a disturbance of the machine meets all alike.</summary>
internal sealed class RequestRounds : IAsyncDisposable
{
    // Tiered compilation has ended after them.
    private const int WarmUps = 3;

    private const int FirstPool = 4_000;
    private const int Tries = 3;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<ServerProcess> _servers = [];
    private readonly TimeSpan _duration;
    private AzuriteProcess? _azurite;

    private RequestRounds(TimeSpan duration) => _duration = duration;

    public static async Task<string> MeasureAsync(int rounds, TimeSpan duration, CancellationToken stop)
    {
        await using var all = new RequestRounds(duration);
        var (encrypted, jwt) = await all.StartAsync(stop);
        for (var round = 1 - WarmUps; round <= rounds; round++)
        {
            Console.Error.WriteLine(round <= 0 ? "requests: warming up" : $"requests: round {round} of {rounds}");
            await all.MeasureAsync(encrypted, isEncrypted: true, round > 0, stop);
            await all.MeasureAsync(jwt, isEncrypted: false, round > 0, stop);
        }

        return RequestTable.Of([.. encrypted, .. jwt], encrypted[0], duration);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(server => server.DisposeAsync().AsTask()));
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<(Contender[] Encrypted, Contender[] Jwt)> StartAsync(CancellationToken stop)
    {
        var directory = _directory.Path;
        await LocalKeys.EnsureCreatedAsync(directory, _ => { }, stop);
        _azurite = await AzuriteProcess.StartAsync(directory, Console.Error.WriteLine, stop, inMemory: true);
        var node = await KeepAsync(NodeServer.StartAsync(directory, stop));
        var memory = await KeepAsync(GatewayServer.StartAsync(directory, _azurite.ConnectionString, "memory", stop));
        var table = await KeepAsync(GatewayServer.StartAsync(directory, _azurite.ConnectionString, "table", stop));
        var bare = new Contender("bare Kestrel + JSON", await KeepAsync(BoundServer.StartAsync(BoundServer.Bare, directory, stop)), false);
        var s = new Contender("bound S: that + RSA verify + RSA-2048 decrypt", await KeepAsync(BoundServer.StartAsync(BoundServer.Encrypted, directory, stop)), false);
        var j = new Contender("bound J: that + RSA verify", await KeepAsync(BoundServer.StartAsync(BoundServer.Jwt, directory, stop)), false);
        return (
            [new("previous service (Node.js)", node, false), new("encrypted token, replay in memory", memory, true, s), new("encrypted token, replay in table", table, true, s), s],
            [new("JWT, replay in memory", memory, true, j), new("JWT, replay in table", table, true, j), bare, j]);
    }

    private async Task<ServerProcess> KeepAsync(Task<ServerProcess> start)
    {
        _servers.Add(await start);
        return _servers[^1];
    }

    private async Task MeasureAsync(Contender[] contenders, bool isEncrypted, bool counts, CancellationToken stop)
    {
        var expected = contenders.Where(contender => contender.TakesTokensOnce).SelectMany(contender => contender.Samples).Select(sample => sample.PerSecond);
        var size = (int)(1.3 * expected.DefaultIfEmpty(FirstPool / 1.3).Max() * _duration.TotalSeconds);
        for (var failures = 1; ; failures++)
        {
            try
            {
                var requests = await TokenPool.CreateAsync(_directory.Path, isEncrypted, size, stop);
                var samples = new List<(Contender Contender, Sample Sample)>();
                foreach (var contender in contenders.Shuffle())
                    samples.Add((contender, await MeasureAsync(contender, requests, stop)));
                if (counts)
                    samples.ForEach(measured => measured.Contender.Samples.Add(measured.Sample));
                return;
            }
            catch (StartupException problem) when (failures < Tries)
            {
                // On a busy machine, tokens can expire before they are sent.
                Console.Error.WriteLine($"requests: a round is repeated: {problem.Message}");
            }
        }
    }

    private async Task<Sample> MeasureAsync(Contender contender, IReadOnlyList<ReadOnlyMemory<byte>> requests, CancellationToken stop)
    {
        var (server, isGateway) = (contender.Server, contender.TakesTokensOnce);
        var before = isGateway ? await GatewayServer.CountAsync(server, stop) : null;
        var processor = server.ProcessorTime;
        var (count, time) = await new Load(server.Address, requests, repeats: !isGateway).RunAsync(_duration, stop);
        var taken = server.ProcessorTime - processor;
        var after = isGateway ? await GatewayServer.CountAsync(server, stop) : null;
        var vault = after is null ? TimeSpan.Zero : after.Vault - before!.Vault;
        return new Sample(
            count / time.TotalSeconds,
            (taken - vault).TotalMilliseconds / count,
            vault.TotalMilliseconds / count,
            after is null ? 0 : (double)(after.Storage - before!.Storage) / count);
    }
}
