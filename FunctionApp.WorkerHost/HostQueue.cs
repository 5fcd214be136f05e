using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using BotGateway.Scheduling;

namespace BotGateway.WorkerHost;

/// <summary>The work queue as the Functions host's listener reads it: messages are base64, and the worker gets their text with what the host knows of each.</summary>
internal sealed class HostQueue(string connectionString, CancellationToken cancellationToken)
{
    // The host's own; see FunctionQueue of LocalHost.
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(10);

    // The newest version that Azurite knows.
    private readonly QueueClient _queue = new(
        connectionString,
        WorkQueue.Name,
        new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05) { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Fetches a message; null if there is none, or no queue yet.</summary>
    public async Task<QueueMessage?> TryReceiveAsync()
    {
        try
        {
            return (await _queue.ReceiveMessageAsync(Invisible, cancellationToken)).Value;
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return null;
        }
    }

    /// <summary>Fetches a message again, as after its invocation has failed, or the time is over for which it was invisible.</summary>
    public async Task<QueueMessage> ReceiveAgainAsync(QueueMessage message)
    {
        await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: cancellationToken);
        var again = await TryReceiveAsync();
        return again?.MessageId == message.MessageId ? again : throw new InvalidOperationException($"Message {again?.MessageId} came before {message.MessageId}.");
    }

    /// <summary>
    /// The metadata of an invocation: the queue extension's (QueueTriggerBinding), and the properties of a JSON message, which the host adds to it
    /// (Utility.ApplyBindingData). What is no string goes as JSON (GrpcMessageConversionExtensions.ToRpc).
    /// </summary>
    public static JsonObject MetadataOf(QueueMessage message)
    {
        var metadata = new JsonObject
        {
            ["QueueTrigger"] = Text(message.Body.ToString()),
            ["DequeueCount"] = Json(message.DequeueCount),
            ["ExpirationTime"] = Json(message.ExpiresOn),
            ["Id"] = Text(message.MessageId),
            ["InsertionTime"] = Json(message.InsertedOn),
            ["NextVisibleTime"] = Json(message.NextVisibleOn),
            ["PopReceipt"] = Text(message.PopReceipt),
        };
        foreach (var property in JsonElement.Parse(message.Body.ToString()).EnumerateObject())
            metadata[property.Name] = property.Value.ValueKind == JsonValueKind.String ? Text(property.Value.GetString()!) : Json(property.Value);
        return metadata;
    }

    private static JsonObject Text(string value) => new() { ["string"] = value };

    private static JsonObject Json<T>(T value) => new() { ["json"] = JsonSerializer.Serialize(value) };
}
