using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Benchmarks.Requests;
using BotGateway.Benchmarks.Serving;
using BotGateway.Bots.Threads;
using BotGateway.Client;
using BotGateway.Contracts;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Azurite;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;
using BotGateway.WorkerHost;

namespace BotGateway.Benchmarks.Messaging;

/// <summary>Measures what a message on a short or a long thread costs beyond <c>check_credentials</c>; the model's answer costs nothing, and tokens are kept in memory.</summary>
internal sealed class MessagingCost(ServerProcess gateway, ServerProcess bare, BotGatewayClient client, HttpClient http, HttpClient bareHttp, TableServiceClient tables)
{
    private const int MessagesPerRound = 400;
    private const int FirstMessagesPerRound = 10;

    // Each has threads of its own: two messages on one thread would wait for each other.
    private const int Connections = 4;
    private const int CountedMessages = 9;
    private const string Check = """{"event_name":"check_credentials"}""";

    // Tiered compilation has ended after them.
    private const int WarmUps = 3_000;

    private const int ShortThreads = 200;

    // An instance that has got both of a thread's last messages remembers the thread.
    private const int FirstMessages = 2;

    public static async Task<string> MeasureAsync(int rounds, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory();
        await LocalKeys.EnsureCreatedAsync(directory.Path, _ => { }, stop);
        await using var azurite = await AzuriteProcess.StartAsync(directory.Path, Console.Error.WriteLine, stop, inMemory: true);
        await using var gateway = await GatewayServer.StartAsync(directory.Path, azurite.ConnectionString, "memory", stop, ServerProcess.WithoutSpinning);
        await using var bare = await BareMessages.StartAsync(azurite.ConnectionString, stop);
        using var client = TokenPool.CreateJwtClient(directory.Path, gateway.Address);
        using var http = new HttpClient { BaseAddress = gateway.Address };
        using var bareHttp = new HttpClient { BaseAddress = bare.Address };
        return await new MessagingCost(gateway, bare, client, http, bareHttp, new TableServiceClient(azurite.ConnectionString)).RunAsync(rounds, stop);
    }

    private async Task<string> RunAsync(int rounds, CancellationToken stop)
    {
        var bot = await client.NewBotAsync(
            new NewBotRequest { Name = "Benchmark", Instructions = "Eres un asistente breve y cortés.", ModelId = "gpt-4.1-mini" }, stop);
        var budget = new TokenBudget(new MessagingOptions().HistoryTokens);
        var most = Enumerable.Repeat(PastTurn.Of(new Turn(1, ThreadRows.Question, ThreadRows.Answer, null), int.MaxValue), int.MaxValue).TakeWhile(budget.TryTake).Count();
        // Each message makes its thread longer.
        var longest = 10 + (rounds * MessagesPerRound / ShortThreads);
        var medium = await AddThreadsAsync(bot.BotId, 1_000, Connections, stop);
        Subject[] subjects =
        [
            new($"10 to {longest}", (10 + longest) / 2, 1, await AddThreadsAsync(bot.BotId, 10, ShortThreads, stop)),
            new($"10 to {longest}", (10 + longest) / 2, Connections, await AddThreadsAsync(bot.BotId, 10, ShortThreads, stop)),
            new("1,000", most, 1, medium),
            new("1,000", most, Connections, medium),
        ];
        Console.Error.WriteLine("messaging: warming up");
        await RepeatAsync(WarmUps, Connections, subjects[3].Next, stop);
        await RepeatBareAsync(WarmUps, Connections, most, stop);
        await MeasureAsync(subjects, MessagesPerRound, rounds, stop);

        // Last: the more rows there are, the longer Azurite takes for each, and the more of the processor's cache.
        var large = await AddThreadsAsync(bot.BotId, 100_000, 1, stop);
        Subject[] largest = [new("100,000", most, 1, large), new("100,000, and three of 1,000", most, Connections, [.. large, .. medium.Skip(1)])];
        await MeasureAsync(largest, MessagesPerRound, rounds, stop);
        // Of 200 turns, to write fewer rows: more are read of no thread.
        var first = new Subject("first message on an instance", most, 1, await AddThreadsAsync(bot.BotId, 200, (rounds * FirstMessagesPerRound) + CountedMessages, stop, isKnown: false));
        await MeasureAsync([first], FirstMessagesPerRound, rounds, stop);

        var table = new MarkdownTable(
            $"`messaging`, medians of {rounds} interleaved rounds of {MessagesPerRound} messages (lowest to highest):",
            "turns in the thread", "messages at a time", "storage operations before the model is asked", "after", "CPU ms a message", "of it beyond `check_credentials`", "CPU ms of bound M", "of its bound by CPU");
        foreach (var subject in subjects.Concat(largest).Append(first))
        {
            var (before, after) = subject.Connections > 1
                ? ("", "")
                : await CountOperationsAsync(subject == first ? () => subject.Next(0) : await ReserveAsync(subject.Next(0), stop), stop);
            table.Add(
                subject.Name, $"{subject.Connections}", before, after, $"{Spread.Of(subject.Costs):N2}", $"{Spread.Of(subject.Extras):N2}", $"{Spread.Of(subject.Bounds):N2}", $"{subject.BoundShare:P0}");
        }

        return table.ToString();
    }

    private async Task MeasureAsync(Subject[] subjects, int messages, int rounds, CancellationToken stop)
    {
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"messaging: round {round} of {rounds}, {string.Join("; ", subjects.Select(subject => subject.Name).Distinct())}");
            var checks = new Dictionary<int, double>();
            foreach (var connections in (int[])[1, Connections])
                checks[connections] = await RepeatAsync(MessagesPerRound, connections, _ => Check, stop);
            foreach (var subject in subjects.Shuffle())
            {
                var cost = await RepeatAsync(messages, subject.Connections, subject.Next, stop);
                subject.Add(cost, checks[subject.Connections], await RepeatBareAsync(MessagesPerRound, subject.Connections, subject.Turns, stop));
            }
        }
    }

    /// <param name="isKnown">Whether the last turns are added with messages, so that the gateway remembers the thread and lists it under the bot.</param>
    /// <returns>Bodies of messages, one for each thread.</returns>
    private async Task<IReadOnlyList<string>> AddThreadsAsync(string botId, int length, int count, CancellationToken stop, bool isKnown = true)
    {
        Console.Error.WriteLine($"messaging: writing threads of {length:N0} turns");
        var (rows, bodies) = (new ThreadRows(tables), new List<string>());
        for (var i = 0; i < count; i++)
        {
            var thread = await client.NewThreadAsync(new NewThreadRequest(), stop);
            await rows.AddAsync(thread.ThreadId, isKnown ? length - FirstMessages : length, stop);
            bodies.Add(JsonSerializer.Serialize(new { event_name = "messaging", bot_id = botId, thread_id = thread.ThreadId, message = ThreadRows.Question }));
            for (var message = 0; isKnown && message < FirstMessages; message++)
                await SendAsync(http, bodies[^1], stop);
        }

        return bodies;
    }

    /// <param name="next">Gives a connection its next request.</param>
    /// <returns>The gateway's processor time for each request, in milliseconds.</returns>
    private async Task<double> RepeatAsync(int count, int connections, Func<int, string> next, CancellationToken stop)
    {
        var before = await GatewayServer.CountAsync(gateway, stop);
        var sent = await SendAllAsync(http, count, connections, next, stop);
        return ((await GatewayServer.CountAsync(gateway, stop)).Processor - before.Processor).TotalMilliseconds / sent;
    }

    private async Task<double> RepeatBareAsync(int count, int connections, int turns, CancellationToken stop)
    {
        string[] bodies = [.. Enumerable.Range(0, connections).Select(thread => JsonSerializer.Serialize(new { thread, turns, message = ThreadRows.Question }))];
        var before = await BareMessages.CountAsync(bare, stop);
        var sent = await SendAllAsync(bareHttp, count, connections, connection => bodies[connection], stop);
        return (await BareMessages.CountAsync(bare, stop) - before).TotalMilliseconds / sent;
    }

    /// <returns>How many requests were sent: as many on each connection.</returns>
    private async Task<int> SendAllAsync(HttpClient server, int count, int connections, Func<int, string> next, CancellationToken stop)
    {
        var each = count / connections;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            for (var i = 0; i < each; i++)
                await SendAsync(server, next(connection), stop);
        }));
        return each * connections;
    }

    // Once in two minutes, a message reserves its thread's usage for the next ones too.
    private async Task<Func<string>> ReserveAsync(string body, CancellationToken stop)
    {
        await SendAsync(http, body, stop);
        return () => body;
    }

    private async Task<(string Before, string After)> CountOperationsAsync(Func<string> next, CancellationToken stop)
    {
        var (befores, afters) = (new List<double>(), new List<double>());
        for (var i = 0; i < CountedMessages; i++)
        {
            var start = await GatewayServer.CountAsync(gateway, stop);
            await SendAsync(http, next(), stop);
            var end = await GatewayServer.CountAsync(gateway, stop);
            befores.Add(end.StorageWhenAsked - start.Storage);
            afters.Add(end.Storage - end.StorageWhenAsked);
        }

        return ($"{Spread.Of(befores):N0}", $"{Spread.Of(afters):N0}");
    }

    private async Task SendAsync(HttpClient server, string body, CancellationToken stop)
    {
        var answer = await client.SendAsync(server, body, stop);
        if (answer.Status != 200)
            throw new StartupException(answer.Body);
    }
}
