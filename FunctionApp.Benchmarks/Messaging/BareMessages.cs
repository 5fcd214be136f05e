using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.AI.OpenAI;
using Azure.Data.Tables;
using BotGateway.Benchmarks.Serving;
using BotGateway.LocalHost.Hosting;
using BotGateway.OpenAI;
using BotGateway.WorkerHost.Storage;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Benchmarks.Messaging;

/// <summary>
/// The bound of a message: bare Kestrel that makes the same calls with the same SDKs, and nothing else. It reads a bot, leases the thread that the request names, whose version it
/// knows, asks the model with as many turns as the request says, and adds a turn. It prints its address, then its processor time for each input line, and ends with its standard input.
/// </summary>
internal sealed class BareMessages(TableClient table, ClientPipeline models)
{
    /// <summary>The first argument that selects this mode.</summary>
    public const string Argument = "bare-messages";

    private const string Header = "header";
    private const string Bot = "bot";

    private static readonly byte[] Answer = """{"status":200}"""u8.ToArray();
    private static readonly ChatMessages Turn = ChatMessages.Of(new ChatMessage("user", ThreadRows.Question), new ChatMessage("assistant", ThreadRows.Answer));
    private static readonly PipelineMessageClassifier Success = PipelineMessageClassifier.Create([200]);

    private readonly ConcurrentDictionary<int, (ETag Version, int Last)> _threads = new();

    public static Task<ServerProcess> StartAsync(string connection, CancellationToken stop) =>
        ServerProcess.StartAsync([Argument, connection], stop, ServerProcess.WithoutSpinning);

    /// <summary>Requests its processor time so far.</summary>
    public static async Task<TimeSpan> CountAsync(ServerProcess bare, CancellationToken stop) =>
        TimeSpan.FromMilliseconds(double.Parse(await bare.AskAsync(stop), CultureInfo.InvariantCulture));

    public static async Task RunAsync(string[] arguments)
    {
        var service = new TableServiceClient(arguments[0]);
        using var http = new HttpClient(new CannedModel(new TableFaults(records: false)));
        var models = new AzureOpenAIClient(
            new Uri("https://localhost/"), new ApiKeyCredential("key"), new AzureOpenAIClientOptions { Transport = new HttpClientPipelineTransport(http) });
        var bare = new BareMessages(service.GetTableClient("bare"), models.Pipeline);
        await bare.PrepareAsync();
        await using var server = await LoopbackServer.StartAsync(bare.HandleAsync, CancellationToken.None);
        Console.WriteLine(server.Address);
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private async Task PrepareAsync()
    {
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity(Bot, Bot) { ["Instructions"] = "Eres un asistente breve y cortés.", ["Model"] = "gpt-4.1-mini", ["Name"] = "Benchmark" });
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var body = request.RootElement.GetProperty("body");
        var id = body.GetProperty("thread").GetInt32();
        var partition = $"client:thread {id}";
        if (!_threads.TryGetValue(id, out var thread))
            thread.Version = (await table.AddEntityAsync(Lease(partition))).Headers.ETag!.Value;
        await table.GetEntityAsync<TableEntity>(Bot, Bot);
        await table.UpdateEntityAsync(Lease(partition), thread.Version);
        await AskAsync(body.GetProperty("turns").GetInt32());
        var written = await table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpdateMerge, Lease(partition), ETag.All), new(TableTransactionActionType.Add, ThreadRows.Row(partition, thread.Last + 1))]);
        _threads[id] = (written.Value[0].Headers.ETag!.Value, thread.Last + 1);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = Answer.Length;
        await context.Response.Body.WriteAsync(Answer);
    }

    private async Task AskAsync(int turns)
    {
        using var message = models.CreateMessage();
        message.ResponseClassifier = Success;
        message.Request.Method = "POST";
        message.Request.Uri = new Uri("https://localhost/openai/v1/chat/completions");
        message.Request.Headers.Set("Content-Type", "application/json");
        message.Request.Content = BinaryContent.Create(ChatBody.Of(
            new ChatRequest("gpt-4.1-mini", [.. Enumerable.Repeat(Turn, turns), ChatMessages.Of(new ChatMessage("user", ThreadRows.Question))], 0.8, 4_096), 0.8));
        await models.SendAsync(message);
        CompletionReader.Read(message.Response!.Content);
    }

    private static TableEntity Lease(string partition) => new(partition, Header)
    {
        ["LeaseHolder"] = Guid.NewGuid(),
        ["LeaseUntil"] = DateTimeOffset.UtcNow,
        ["ListedBots"] = "bot_0197f3a2b4c57d8e9fa0b1c2d3e4f506",
    };
}
