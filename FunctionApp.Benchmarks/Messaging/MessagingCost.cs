using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Benchmarks.Requests;
using BotGateway.Benchmarks.Serving;
using BotGateway.Client;
using BotGateway.Contracts;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Messaging;

/// <summary>Measures what a message on a short or a long thread costs beyond <c>check_credentials</c>; the model's answer costs nothing, and tokens are kept in memory.</summary>
internal sealed class MessagingCost(ServerProcess gateway, BotGatewayClient client, HttpClient http, TableServiceClient tables)
{
    private const int MessagesPerRound = 20;
    private const int WarmUps = 10;
    private const int CountedMessages = 9;
    private const string Check = """{"event_name":"check_credentials"}""";

    // A thread may grow by some of these without becoming another kind.
    private const int ManyTurns = 1_000;

    private static readonly int[] Lengths = [10, 1_000, 100_000];

    public static async Task<string> MeasureAsync(int rounds, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory();
        await LocalKeys.EnsureCreatedAsync(directory.Path, _ => { }, stop);
        await using var azurite = await AzuriteProcess.StartAsync(directory.Path, Console.Error.WriteLine, stop, inMemory: true);
        await using var gateway = await GatewayServer.StartAsync(directory.Path, azurite.ConnectionString, "memory", stop);
        using var client = TokenPool.CreateJwtClient(directory.Path, gateway.Address);
        using var http = new HttpClient { BaseAddress = gateway.Address };
        return await new MessagingCost(gateway, client, http, new TableServiceClient(azurite.ConnectionString)).RunAsync(rounds, stop);
    }

    private async Task<string> RunAsync(int rounds, CancellationToken stop)
    {
        var bot = await client.NewBotAsync(
            new NewBotRequest { Name = "Benchmark", Instructions = "Eres un asistente breve y cortés.", ModelId = "gpt-4.1-mini" }, stop);
        var subjects = new List<Subject>();
        foreach (var length in Lengths)
        {
            Console.Error.WriteLine($"messaging: writing threads of {length:N0} turns");
            subjects.Add(new Subject(length, await AddThreadsAsync(bot.BotId, length, length < ManyTurns ? (rounds + 1) * MessagesPerRound : 1, stop)));
        }

        for (var i = 0; i < WarmUps; i++)
            await RepeatAsync(() => subjects[1].Next(), stop);
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"messaging: round {round} of {rounds}");
            var check = await RepeatAsync(() => Check, stop);
            foreach (var subject in subjects.Shuffle())
                subject.Add(await RepeatAsync(subject.Next, stop), check);
        }

        var table = new MarkdownTable(
            $"`messaging`, one message at a time, medians of {rounds} interleaved rounds of {MessagesPerRound} messages (lowest to highest):",
            "turns in the thread", "storage operations before the model is asked", "after", "CPU ms a message", "of it beyond `check_credentials`");
        foreach (var subject in subjects)
        {
            var (before, after) = await CountOperationsAsync(subject, stop);
            table.Add(
                subject.Length.ToString("N0", CultureInfo.InvariantCulture), $"{before:N0}", $"{after:N0}", $"{Spread.Of(subject.Costs):N2}", $"{Spread.Of(subject.Extras):N2}");
        }

        return table.ToString();
    }

    /// <returns>Bodies of messages, one for each thread.</returns>
    private async Task<IReadOnlyList<string>> AddThreadsAsync(string botId, int length, int count, CancellationToken stop)
    {
        var (rows, bodies) = (new ThreadRows(tables), new List<string>());
        for (var i = 0; i < count; i++)
        {
            var thread = await client.NewThreadAsync(new NewThreadRequest(), stop);
            await rows.AddAsync(thread.ThreadId, length - 1, stop);
            bodies.Add(JsonSerializer.Serialize(new { event_name = "messaging", bot_id = botId, thread_id = thread.ThreadId, message = ThreadRows.Question }));
            // The last turn. With it, the thread is listed under the bot, once.
            await SendAsync(bodies[^1], stop);
        }

        return bodies;
    }

    /// <returns>The gateway's processor time for each request, in milliseconds.</returns>
    private async Task<double> RepeatAsync(Func<string> next, CancellationToken stop)
    {
        var before = await GatewayServer.CountAsync(gateway, stop);
        for (var i = 0; i < MessagesPerRound; i++)
            await SendAsync(next(), stop);
        return ((await GatewayServer.CountAsync(gateway, stop)).Processor - before.Processor).TotalMilliseconds / MessagesPerRound;
    }

    // Of single messages: some write a row of the usage that serves others too.
    private async Task<(Spread Before, Spread After)> CountOperationsAsync(Subject subject, CancellationToken stop)
    {
        var (befores, afters) = (new List<double>(), new List<double>());
        for (var i = 0; i < CountedMessages; i++)
        {
            var start = await GatewayServer.CountAsync(gateway, stop);
            await SendAsync(subject.Next(), stop);
            var end = await GatewayServer.CountAsync(gateway, stop);
            befores.Add(end.StorageWhenAsked - start.Storage);
            afters.Add(end.Storage - end.StorageWhenAsked);
        }

        return (Spread.Of(befores), Spread.Of(afters));
    }

    private async Task SendAsync(string body, CancellationToken stop)
    {
        var answer = await client.SendAsync(http, body, stop);
        if (answer.Status != 200)
            throw new StartupException(answer.Body);
    }

    private sealed class Subject(int length, IReadOnlyList<string> bodies)
    {
        private int _sent;

        public int Length => length;

        public List<double> Costs { get; } = [];

        public List<double> Extras { get; } = [];

        public string Next() => bodies[_sent++ % bodies.Count];

        public void Add(double cost, double check)
        {
            Costs.Add(cost);
            Extras.Add(cost - check);
        }
    }
}
