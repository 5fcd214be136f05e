using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.LocalHost.Client;
using BotGateway.Tables;
using BotGateway.Webhooks;

namespace BotGateway.Tests.Webhooks;

/// <summary>Messages that wait: those of one client keep no other's, and none waits for ever.</summary>
public sealed class WaitingMessageTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_messages_to_a_receiver_that_hangs_keep_no_other_client_waiting()
    {
        await using var dead = await WebhookReceiver.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted), Cancellation);
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(dead.Address).WithWebhook(receiver.Address, client: 1).WithClock().StartAsync();
        await TellAsync(gateway, "default", 1000);
        await TellAsync(gateway, Gateway.Acme, 1);

        var tick = gateway.TickAsync(Cancellation);
        // In the same tick, while the other receiver does not answer.
        var message = await receiver.Received.ReadAsync(Cancellation);
        for (var i = 0; i < 8; i++)
            await dead.Received.ReadAsync(Cancellation);
        // The time that is up for the receiver that hangs must not be up for the other, whose answer may still be on its way.
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            limit.CancelAfter(TimeSpan.FromMinutes(1));
            while (await CountAsync() > 1000)
                await Task.Delay(20, limit.Token);
        }

        gateway.Clock.Advance(WebhookSender.Longest);
        await tick;

        Assert.Equal("acme 0", message.Data.GetProperty("job_id").GetString());
        Assert.Equal(0, dead.Received.Count);
        // Nothing of it is in the way of the next messages.
        Assert.Empty((await gateway.Service<OutboxStore>().ReadDueAsync(gateway.Clock.GetUtcNow(), Cancellation)).Messages);
        Assert.Equal(1000, await CountAsync());

        async Task<int> CountAsync() => (await KeptAsync(gateway)).Count(row => row.RowKey.StartsWith("webhook_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_waited_for_too_long_is_dropped()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().StartAsync();
        await TellAsync(gateway, "default", 1);

        await gateway.TickAfterAsync(TimeSpan.FromHours(37));

        Assert.False(receiver.Received.TryRead(out _));
        Assert.Empty(await KeptAsync(gateway));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_stops_no_other()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().StartAsync();
        await TellAsync(gateway, "default", 2);
        var jobs = gateway.Service<TableServiceClient>().GetTableClient("jobs");
        var broken = (await KeptAsync(gateway)).First(row => row.RowKey.StartsWith("webhook_", StringComparison.Ordinal));
        broken["At"] = "yesterday";
        await jobs.UpdateEntityAsync(broken, broken.ETag, TableUpdateMode.Replace, Cancellation);
        await jobs.AddEntityAsync(new TableEntity(broken.PartitionKey, "hook_20300101100000000_what") { ["Row"] = "what" }, Cancellation);

        await gateway.TickAsync(Cancellation);

        Assert.True(receiver.Received.TryRead(out _));
        Assert.False(receiver.Received.TryRead(out _));
        Assert.Empty(await KeptAsync(gateway));
    }

    [Fact]
    public async Task A_clients_messages_can_be_deleted_and_no_others()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithWebhook(receiver.Address, client: 1).WithClock().StartAsync();
        await TellAsync(gateway, "default", 120);
        await TellAsync(gateway, Gateway.Acme, 1);
        var outbox = gateway.Service<OutboxStore>();

        Assert.Equal((100, true), await outbox.DeleteOfClientAsync("default", 100, Cancellation));
        Assert.Equal((20, false), await outbox.DeleteOfClientAsync("default", 100, Cancellation));
        Assert.Equal((0, false), await outbox.DeleteOfClientAsync("default", 100, Cancellation));

        Assert.All(await KeptAsync(gateway), row => Assert.Contains("_acme:", row.RowKey, StringComparison.Ordinal));
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out _));
        Assert.False(receiver.Received.TryRead(out _));
    }

    // As a change of a job would.
    private static async Task TellAsync(Gateway gateway, string client, int count)
    {
        var table = new Table(gateway.Service<TableServiceClient>().GetTableClient("jobs"));
        var shard = DueIndex.ShardOf(client);
        foreach (var batch in Enumerable.Range(0, count).Chunk(50))
        {
            var events = batch.Select(i => new WebhookEvent(WebhookTypes.JobFailed, $"{i}", new JobWebhook { JobId = $"{client} {i}", JobStatus = "failed" }));
            Assert.True(await table.TryWriteAsync([.. gateway.Service<Outbox>().Add(client, shard, events)], Cancellation));
        }
    }

    /// <summary>The messages that wait, and their entries of the index.</summary>
    internal static async Task<List<TableEntity>> KeptAsync(Gateway gateway)
    {
        var kept = new List<TableEntity>();
        foreach (var table in new[] { "routines", "jobs" })
        {
            var client = gateway.Service<TableServiceClient>().GetTableClient(table);
            await client.CreateIfNotExistsAsync(Cancellation);
            await foreach (var row in client.QueryAsync<TableEntity>("(RowKey ge 'webhook_' and RowKey lt 'webhook`') or (RowKey ge 'hook_' and RowKey lt 'hook`')", cancellationToken: Cancellation))
                kept.Add(row);
        }

        return kept;
    }
}
