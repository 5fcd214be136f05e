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
    private const int MessagesPerRound = 100;
    private const int FirstMessagesPerRound = 10;
    private const int CountedMessages = 9;
    private const string Check = """{"event_name":"check_credentials"}""";

    // Tiered compilation has ended after them.
    private const int WarmUps = 3_000;

    // Each gets a few messages and is hardly longer afterwards.
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
        var most = Enumerable.Repeat(new Turn(1, ThreadRows.Question, ThreadRows.Answer, null), int.MaxValue).TakeWhile(budget.TryTake).Count();
        Subject[] known =
        [
            new("10", 10, await AddThreadsAsync(bot.BotId, 10, ShortThreads, stop)),
            new("1,000", most, await AddThreadsAsync(bot.BotId, 1_000, 1, stop)),
            new("100,000", most, await AddThreadsAsync(bot.BotId, 100_000, 1, stop)),
        ];
        // Of 200 turns, to write fewer rows: more are read of no thread.
        var first = new Subject("first message on an instance", most, await AddThreadsAsync(bot.BotId, 200, (rounds * FirstMessagesPerRound) + CountedMessages, stop, isKnown: false));

        Console.Error.WriteLine("messaging: warming up");
        await RepeatAsync(WarmUps, () => known[1].Next(), stop);
        await RepeatBareAsync(WarmUps, most, stop);
        for (var round = 1; round <= rounds; round++)
        {
            Console.Error.WriteLine($"messaging: round {round} of {rounds}");
            var check = await RepeatAsync(MessagesPerRound, () => Check, stop);
            foreach (var subject in known.Append(first).Shuffle())
            {
                var cost = await RepeatAsync(subject == first ? FirstMessagesPerRound : MessagesPerRound, subject.Next, stop);
                subject.Add(cost, check, await RepeatBareAsync(MessagesPerRound, subject.Turns, stop));
            }
        }

        var table = new MarkdownTable(
            $"`messaging`, one message at a time, medians of {rounds} interleaved rounds of {MessagesPerRound} messages (lowest to highest):",
            "turns in the thread", "storage operations before the model is asked", "after", "CPU ms a message", "of it beyond `check_credentials`", "CPU ms of bound M", "of its bound by CPU");
        foreach (var subject in known.Append(first))
        {
            var (before, after) = await CountOperationsAsync(subject == first ? subject.Next : await ReserveAsync(subject.Next(), stop), stop);
            table.Add(
                subject.Name, $"{before:N0}", $"{after:N0}", $"{Spread.Of(subject.Costs):N2}", $"{Spread.Of(subject.Extras):N2}", $"{Spread.Of(subject.Bounds):N2}", $"{subject.BoundShare:P0}");
        }

        return table.ToString();
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

    /// <returns>The gateway's processor time for each request, in milliseconds.</returns>
    private async Task<double> RepeatAsync(int count, Func<string> next, CancellationToken stop)
    {
        var before = await GatewayServer.CountAsync(gateway, stop);
        for (var i = 0; i < count; i++)
            await SendAsync(http, next(), stop);
        return ((await GatewayServer.CountAsync(gateway, stop)).Processor - before.Processor).TotalMilliseconds / count;
    }

    private async Task<double> RepeatBareAsync(int count, int turns, CancellationToken stop)
    {
        var body = JsonSerializer.Serialize(new { turns, message = ThreadRows.Question });
        var before = await BareMessages.CountAsync(bare, stop);
        for (var i = 0; i < count; i++)
            await SendAsync(bareHttp, body, stop);
        return (await BareMessages.CountAsync(bare, stop) - before).TotalMilliseconds / count;
    }

    // Once in two minutes, a message reserves its thread's usage for the next ones too.
    private async Task<Func<string>> ReserveAsync(string body, CancellationToken stop)
    {
        await SendAsync(http, body, stop);
        return () => body;
    }

    private async Task<(Spread Before, Spread After)> CountOperationsAsync(Func<string> next, CancellationToken stop)
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

        return (Spread.Of(befores), Spread.Of(afters));
    }

    private async Task SendAsync(HttpClient server, string body, CancellationToken stop)
    {
        var answer = await client.SendAsync(server, body, stop);
        if (answer.Status != 200)
            throw new StartupException(answer.Body);
    }
}
