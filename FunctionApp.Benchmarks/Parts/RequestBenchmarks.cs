using BenchmarkDotNet.Attributes;
using BotGateway.Benchmarks.Requests;
using BotGateway.Client;
using BotGateway.Functions;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks.Parts;

/// <summary>A whole request from the function's call to its response, without a server. Each has a token of its own, made before an iteration.</summary>
[MemoryDiagnoser, InvocationCount(Requests, unrollFactor: 1)]
public class RequestBenchmarks
{
    private const int Requests = 256;

    private readonly Queue<HttpRequestData> _requests = [];
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bot-gateway-benchmark-");
    private LocalApp _app = null!;
    private Dispatcher _dispatcher = null!;
    private BotGatewayClient _client = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _app = await LocalApp.StartAsync(new LocalOptions
        {
            DataDirectory = _directory.FullName,
            TablesConnectionString = "UseDevelopmentStorage=true", // Nothing is stored.
            RunsTimers = false,
            Settings = new Dictionary<string, string?>
            {
                ["Auth:Replay"] = "memory",
                ["Auth:RequestsPerSecond"] = "10000",
                ["Auth:RequestBurst"] = "100000",
                ["Logging:LogLevel:Default"] = "None",
                ["Logging:LogLevel:BotGateway"] = "None",
            },
        });
        _dispatcher = ActivatorUtilities.CreateInstance<Dispatcher>(_app.Services);
        _client = TokenPool.CreateJwtClient(_directory.FullName, _app.Address);
    }

    [IterationSetup]
    public void SignRequests()
    {
        for (var i = 0; i < Requests; i++)
        {
            var content = _client.CreateRequestAsync("""{"event_name":"check_credentials"}"""u8.ToArray()).GetAwaiter().GetResult();
            var context = new DefaultHttpContext { Request = { Method = "POST", Body = new MemoryStream(content.ToArray()), ContentLength = content.Length } };
            _requests.Enqueue(new LocalRequest(context.Request, new Invocation("Dispatcher", _app.Services, CancellationToken.None)));
        }
    }

    [Benchmark(Description = "check_credentials with a JWT"), Allocates(9_122)]
    public Task<HttpResponseData> CheckCredentialsAsync() => _dispatcher.Run(_requests.Dequeue());

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
