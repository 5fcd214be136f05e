using System.Collections.Concurrent;
using System.Net;
using System.Xml.Linq;
using Azure;
using Azure.Storage.Queues;
using BotGateway.Scheduling;

namespace BotGateway.WorkerHost.Storage;

/// <summary>
/// The messages that pass a <see cref="StorageProxy"/>: loses or repeats one where a test says so, and brings back those that were fetched and not deleted,
/// as the service does when they have been invisible for 10 minutes.
/// </summary>
internal sealed class QueueMessages(string connectionString)
{
    private readonly QueueClient _queue = new(connectionString, WorkQueue.Name, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));
    private readonly ConcurrentDictionary<string, string> _receipts = new();
    private MessageFault? _fault;
    private int _untilFault;

    /// <summary>Whether the fault that was expected has come.</summary>
    public bool HasFailed => _untilFault <= 0;

    /// <summary>Lets something happen to one message.</summary>
    /// <param name="nth">To which of those that come from now on, from 1 on.</param>
    public void Expect(MessageFault fault, int nth) => (_fault, _untilFault) = (fault, nth);

    /// <summary>To be the proxy's <see cref="StorageProxy.Handle"/>.</summary>
    public async Task<HttpResponseMessage> HandleAsync(string request, Func<Task<HttpResponseMessage>> forward)
    {
        if (QueueRequest.IsFetch(request))
        {
            var answer = await forward();
            return await NoteAsync(answer) && Happens(MessageFault.FetchLost) ? Answer(HttpStatusCode.OK, "<QueueMessagesList />") : answer;
        }

        if (QueueRequest.IsSend(request) && Happens(MessageFault.SendLost))
            return Answer(HttpStatusCode.Created, Sent());
        if (QueueRequest.IsSend(request) && Happens(MessageFault.SentTwice))
            (await forward()).Dispose();
        return QueueRequest.IsDelete(request) && Happens(MessageFault.DeleteLost) ? Answer(HttpStatusCode.NoContent, "") : await forward();
    }

    /// <summary>Makes visible what was fetched and is still there.</summary>
    /// <returns>How many messages come again.</returns>
    public async Task<int> ReturnAsync()
    {
        var returned = 0;
        foreach (var id in _receipts.Keys)
        {
            if (_receipts.TryRemove(id, out var receipt) && await TryReturnAsync(id, receipt))
                returned++;
        }

        return returned;
    }

    private async Task<bool> TryReturnAsync(string id, string receipt)
    {
        try
        {
            await _queue.UpdateMessageAsync(id, receipt, visibilityTimeout: TimeSpan.Zero);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 400 or 404)
        {
            // It has been deleted, or fetched again and so has another receipt.
            return false;
        }
    }

    private async Task<bool> NoteAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            return false;
        var messages = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants("QueueMessage").ToList();
        foreach (var message in messages)
            _receipts[message.Element("MessageId")!.Value] = message.Element("PopReceipt")!.Value;
        return messages.Count > 0;
    }

    private bool Happens(MessageFault fault) => _fault == fault && Interlocked.Decrement(ref _untilFault) == 0;

    private static HttpResponseMessage Answer(HttpStatusCode status, string content) =>
        new(status) { Content = new StringContent(content, null, "application/xml") };

    private static string Sent()
    {
        var now = DateTimeOffset.UtcNow.ToString("R");
        return $"<QueueMessagesList><QueueMessage><MessageId>{Guid.NewGuid()}</MessageId><InsertionTime>{now}</InsertionTime><ExpirationTime>{now}</ExpirationTime>"
            + $"<PopReceipt>AgAAAAMAAAAAAAAA</PopReceipt><TimeNextVisible>{now}</TimeNextVisible></QueueMessage></QueueMessagesList>";
    }
}
