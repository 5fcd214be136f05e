using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Webhooks;

/// <summary>
/// Tells clients of changes: the message is written in the batch of the change itself, so that neither is without the other, and the timer delivers it.
/// </summary>
internal sealed class Outbox(ClientDirectory clients, TimeProvider clock)
{
    /// <summary>The index of messages by when they are tried next.</summary>
    public const string Index = "hook";

    /// <summary>The changes that add messages to the batch of a change; none for a client without a webhook.</summary>
    /// <param name="partition">The batch's, in one of the tables that are registered as <see cref="OutboxTable"/>.</param>
    /// <param name="events">Enumerated only for a client with a webhook.</param>
    public IEnumerable<TableTransactionAction> Add(string clientId, string partition, IEnumerable<WebhookEvent> events)
    {
        if (!clients.TryFind(clientId, out var client) || client.Webhook is null)
            yield break;

        var now = clock.GetUtcNow();
        foreach (var told in events)
        {
            var data = JsonSerializer.Serialize(told.Data, ContractsJson.SerializerOptions.GetTypeInfo(told.Data.GetType()));
            // The table's name is that of the batch; it is no part of the row.
            var place = new OutboxPlace("", partition, clientId, IdOf(clientId, told));
            var row = OutboxRow.From(new OutboxMessage(place, told.Type, now, data, Tries: 0, now));
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
            yield return DueIndex.Add(Index, partition, row.RowKey, now);
        }
    }

    private static string IdOf(string clientId, WebhookEvent told) =>
        OutboxRow.NewId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}\n{told.Type}\n{told.Subject}")).AsSpan(0, 16)));
}
