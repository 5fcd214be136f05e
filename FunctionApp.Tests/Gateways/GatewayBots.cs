using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.Tables;

namespace BotGateway.Tests.Gateways;

/// <summary>A bot and a thread to talk to it in.</summary>
public sealed record Talk(string BotId, string ThreadId);

/// <summary>Bots and threads of a gateway.</summary>
internal static class GatewayBots
{
    public const string Model = "gpt-4.1-mini";

    public static Task<Answer> CallAsync(this Gateway gateway, object body, string client = DemoSecrets.ClientId) =>
        gateway.CallAsync(JsonSerializer.Serialize(body, Readable.Json), client);

    public static async Task<Talk> NewBotAsync(
        this Gateway gateway, string instructions = "Cuentas chistes.", double? temperature = null, string client = DemoSecrets.ClientId)
    {
        var body = new { event_name = "new_bot", name = "Chistero", instructions, modelID = Model, temperature };
        var answer = await gateway.CallAsync(body, client);
        Assert.True(answer.Status == 200, answer.Text);
        return new Talk(answer["bot_id"]!, answer["thread_id"]!);
    }

    public static async Task<string> NewThreadAsync(this Gateway gateway, string client = DemoSecrets.ClientId)
    {
        var answer = await gateway.CallAsync(new { event_name = "new_thread" }, client);
        Assert.True(answer.Status == 200, answer.Text);
        return answer["thread_id"]!;
    }

    public static Task<Answer> SendAsync(this Gateway gateway, Talk talk, string message, string client = DemoSecrets.ClientId) =>
        gateway.CallAsync(new { event_name = "messaging", botID = talk.BotId, threadID = talk.ThreadId, message }, client);

    /// <summary>Reads all turns of a thread of the client <c>default</c> from the table, the oldest first.</summary>
    public static async Task<IReadOnlyList<Turn>> ReadThreadAsync(this Gateway gateway, string threadId)
    {
        var (partition, cancellation) = (ThreadKeys.Partition(AuthenticatedClient.DefaultId, threadId), TestContext.Current.CancellationToken);
        var rows = await new Table(gateway.Service<TableServiceClient>().GetTableClient("threads"))
            .ReadRangeAsync(partition, ThreadKeys.Header, ThreadKeys.AfterTurns, 1_000, cancellation).ToListAsync(cancellation);
        Assert.Equal(ThreadKeys.Header, rows[0].RowKey);
        return [.. rows.Skip(1).Reverse().Select(row => TurnRow.Read(threadId, row))];
    }

    /// <summary>The requests that the model got, the oldest first.</summary>
    public static IReadOnlyList<JsonElement> ChatRequests(this Gateway gateway) =>
        [.. gateway.Models.Calls.Of("chat").Select(call => call.Body!.Value)];

    /// <summary>What the model was sent last, as <c>role: content</c>.</summary>
    public static IReadOnlyList<string> LastPrompt(this Gateway gateway) =>
    [
        .. gateway.ChatRequests()[^1].GetProperty("messages").EnumerateArray()
            .Select(message => $"{message.GetProperty("role")}: {message.GetProperty("content")}"),
    ];
}
