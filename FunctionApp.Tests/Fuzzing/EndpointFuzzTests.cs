using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotGateway.Events;

namespace BotGateway.Tests.Fuzzing;

/// <summary>Alone: what it measures is the memory of the whole process, which other tests use too.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// Whatever comes in, the gateway answers it and goes on. Whoever finds a failure gets the same requests again with the environment variable
/// <c>BOT_GATEWAY_FUZZ_SEED</c> that the message names; a plain run always sends the same ones, a thorough run new ones.
/// </summary>
[Collection(nameof(Alone))]
public sealed class EndpointFuzzTests(TableService tables, ITestOutputHelper output)
{
    private const int AtOnce = 4;
    private const int RoundSize = 1250;
    private const int MostShown = 4000;

    // What is kept for reuse (buffers, connections) varies by this much; beyond it half a KiB for each request is too much.
    private const long Noise = 24 << 20;
    private const long MostPerRequest = 512;

    private readonly ConcurrentDictionary<(FuzzKind Kind, int Status), int> _answers = new();
    private readonly ConcurrentDictionary<string, int> _succeeded = new();
    private readonly int _seed =
        int.TryParse(Environment.GetEnvironmentVariable("BOT_GATEWAY_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed
        : Thoroughness.IsWanted ? Random.Shared.Next()
        : 1;

    private static int Rounds => Thoroughness.IsWanted ? 48 : 2;

    [Fact]
    public async Task No_request_makes_the_gateway_fail_or_grow()
    {
        await using var gateway = await new GatewayBuilder(tables).WithModelClock(TimeSpan.FromSeconds(1)).WithCurveClient().StartAsync();
        var warmUp = (Rounds + 2) / 3;
        var before = 0L;
        for (var number = 0; number < Rounds; number++)
        {
            if (number == warmUp)
                before = Measure(gateway);
            var round = await FuzzRound.BeginAsync(gateway);
            await Parallel.ForAsync(
                number * RoundSize,
                (number + 1) * RoundSize,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
                async (index, _) => await SendAsync(gateway, round, index));
        }

        await FuzzRound.BeginAsync(gateway);
        var grown = Measure(gateway) - before;

        output.WriteLine(string.Join('\n', _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        output.WriteLine(string.Join('\n', _succeeded.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        output.WriteLine($"{grown:N0} bytes");
        Assert.InRange(grown, long.MinValue, Noise + ((Rounds - warmUp) * RoundSize * MostPerRequest));
        AssertReachesEverything(gateway);
    }

    private static long Measure(Gateway gateway)
    {
        // The simulations', not the gateway's.
        gateway.Models.Calls.Forget();
        gateway.Vault.Calls.Forget();
        gateway.Tables.Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        // Generations 0 to 2. Large objects are mostly arrays of the shared pools, whose number follows the machine's threads and not the requests; what a
        // request could leave behind is small.
        return GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[..3].ToArray().Sum(generation => generation.SizeAfterBytes - generation.FragmentationAfterBytes);
    }

    private async Task SendAsync(Gateway gateway, FuzzRound round, int index)
    {
        var (kind, request) = round.Make(new Random(HashCode(index)));
        var (status, text) = (0, "");
        try
        {
            using var content = new ByteArrayContent(request) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);
            (status, text) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException broken)
        {
            text = broken.Message;
        }

        if (status is < 200 or >= 500)
        {
            var shown = Encoding.UTF8.GetString(request);
            Assert.Fail($"""
                BOT_GATEWAY_FUZZ_SEED={_seed}, request {index} ({kind}, {request.Length} bytes) was answered with {status}: {text}
                {shown[..Math.Min(shown.Length, MostShown)]}
                """);
        }

        _answers.AddOrUpdate((kind, status), 1, (_, count) => count + 1);
        if (status == 200)
            _succeeded.AddOrUpdate(JsonElement.Parse(text).GetProperty("event").GetString()!, 1, (_, count) => count + 1);
    }

    // Far apart, though near numbers of requests follow each other.
    private int HashCode(int index) => unchecked((_seed * 486_187_739) + (index * 16_777_619));

    // A change of the protocol, or of these tests, must not make them send what is refused at the door alone.
    private void AssertReachesEverything(Gateway gateway)
    {
        var tenth = Rounds * RoundSize / 10;
        Assert.InRange(_answers.GetValueOrDefault((FuzzKind.Signed, 200)), tenth / 2, int.MaxValue);
        Assert.InRange(_answers.GetValueOrDefault((FuzzKind.Signed, 400)), tenth, int.MaxValue);
        Assert.InRange(_answers.Where(answer => answer.Key.Status == 401).Sum(answer => answer.Value), tenth, int.MaxValue);
        Assert.InRange(_answers.Where(answer => answer.Key is (not FuzzKind.Signed, 400)).Sum(answer => answer.Value), tenth, int.MaxValue);
        // An erasure that is carried out leaves nothing to send other requests about.
        Assert.Equal(gateway.Service<IEnumerable<Event>>().Select(each => each.Name).Where(name => name != "erase").Order(), _succeeded.Keys.Order());
    }
}
