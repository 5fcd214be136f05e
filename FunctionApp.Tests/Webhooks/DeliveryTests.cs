using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.LocalHost.Client;
using BotGateway.Tables;
using BotGateway.Webhooks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Webhooks;

/// <summary>Messages are delivered at least once; a receiver that fails costs nobody but its client.</summary>
public sealed class DeliveryTests(TableService tables)
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(7), TimeSpan.FromHours(9),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_tried_8_times_over_about_a_day_and_then_dropped_and_logged_without_its_text()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Answering(500), Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog().StartAsync();
        await TellAsync(gateway);
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out var first));

        foreach (var delay in Delays)
        {
            // A tenth of jitter each way.
            await gateway.TickAfterAsync(0.89 * delay);
            Assert.False(receiver.Received.TryRead(out _));
            await gateway.TickAfterAsync(0.22 * delay);
            Assert.True(receiver.Received.TryRead(out var again));
            Assert.Equal((first.Id, first.Body), (again.Id, again.Body));
        }

        Assert.InRange(gateway.Clock.GetUtcNow() - Gateway.Start, TimeSpan.FromHours(23), TimeSpan.FromHours(27));
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));
        Assert.False(receiver.Received.TryRead(out _));
        Assert.Empty(await KeptAsync(gateway));
        var dropped = Assert.Single(gateway.Log.Lines, line => line is { Level: LogLevel.Warning, EventId: 92 });
        Assert.Equal((first.Id, 8), (dropped.Values["MessageId"], dropped.Values["Attempt"]));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains("Recibí", StringComparison.Ordinal) || line.Text.Contains(Gateway.WebhookSecret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("404")]
    [InlineData("redirect")]
    [InlineData("reset")]
    [InlineData("hang")]
    [InlineData("hang in the headers")]
    [InlineData("no answer of HTTP")]
    public async Task A_receiver_that_fails_gets_the_message_again_once_it_works(string fault)
    {
        await using var elsewhere = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        var isBroken = true;
        await using var receiver = await WebhookReceiver.StartAsync(context => isBroken ? FailAsync(fault, context, elsewhere.Address) : Task.CompletedTask, Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        var tick = gateway.TickAsync(Cancellation);
        var first = await receiver.Received.ReadAsync(Cancellation);
        if (fault.StartsWith("hang", StringComparison.Ordinal))
            gateway.Clock.Advance(WebhookSender.Longest);
        await tick;
        isBroken = false;
        await gateway.TickAfterAsync(2 * Delays[0]);
        await gateway.TickAfterAsync(TimeSpan.FromHours(1));

        Assert.True(receiver.Received.TryRead(out var second));
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.False(receiver.Received.TryRead(out _));
        Assert.False(elsewhere.Received.TryRead(out _));
        Assert.Empty(await KeptAsync(gateway));
    }

    [Fact]
    public async Task An_answer_of_any_length_confirms_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            async context =>
            {
                // Until the gateway has had enough.
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
            },
            Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        await gateway.TickAsync(Cancellation);

        Assert.Empty(await KeptAsync(gateway));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_gets_no_more_of_a_message()
    {
        await using var receiver = await WebhookReceiver.StartAsync(Answering(410), Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);

        await gateway.TickAsync(Cancellation);

        Assert.True(receiver.Received.TryRead(out _));
        Assert.Empty(await KeptAsync(gateway));
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Tue, 01 Jan 2030 11:00:30 GMT")]
    public async Task A_receiver_is_left_alone_for_as_long_as_it_asks(string retryAfter)
    {
        await using var receiver = await WebhookReceiver.StartAsync(
            context =>
            {
                context.Response.Headers.RetryAfter = retryAfter;
                return Answering(503)(context);
            },
            Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out _));

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(59));
        Assert.False(receiver.Received.TryRead(out _));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));
        Assert.True(receiver.Received.TryRead(out _));
    }

    [Fact]
    public async Task A_message_whose_delivery_could_not_be_recorded_is_delivered_again_with_the_same_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().StartAsync();
        await TellAsync(gateway);
        gateway.Tables.Decide = request => IsDelivered(request) ? Fate.Refused : Fate.Served;
        await gateway.TickAsync(Cancellation);
        Assert.True(receiver.Received.TryRead(out var first));
        gateway.Tables.Decide = _ => Fate.Served;

        await gateway.TickAfterAsync(TimeSpan.FromMinutes(5));
        Assert.False(receiver.Received.TryRead(out _));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(2));

        Assert.True(receiver.Received.TryRead(out var second));
        Assert.Equal(first.Id, second.Id);
        Assert.Empty(await KeptAsync(gateway));
    }

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
        gateway.Clock.Advance(WebhookSender.Longest);
        await tick;

        Assert.Equal("acme 0", message.Data.GetProperty("job_id").GetString());
        Assert.Equal(0, dead.Received.Count);
        // Nothing of it is in the way of the next messages.
        Assert.Empty((await gateway.Service<OutboxStore>().ReadDueAsync(gateway.Clock.GetUtcNow(), Cancellation)).Messages);
        Assert.Equal(1000, (await KeptAsync(gateway)).Count(row => row.RowKey.StartsWith("webhook_", StringComparison.Ordinal)));
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

    private static RequestDelegate Answering(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task FailAsync(string fault, HttpContext context, Uri elsewhere)
    {
        switch (fault)
        {
            case "redirect":
                context.Response.Redirect(elsewhere.AbsoluteUri, permanent: false, preserveMethod: true);
                break;
            case "reset":
                context.Abort();
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "hang in the headers":
            case "no answer of HTTP":
                // The raw connection, below HTTP.
                var transport = context.Features.Get<IConnectionTransportFeature>()!.Transport;
                await transport.Output.WriteAsync(fault.StartsWith('h') ? "HTTP/1.1 200 OK\r\nX-Slow: "u8.ToArray() : "SSH-2.0-OpenSSH_9.6\r\n\r\n"u8.ToArray());
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            default:
                await Answering(int.Parse(fault, null))(context);
                break;
        }
    }

    private static async Task TellAsync(Gateway gateway) => await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 7 *"));

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

    private static bool IsDelivered(string request) => request.Contains("DELETE", StringComparison.Ordinal) && request.Contains("webhook_", StringComparison.Ordinal)
        && !request.Contains("MERGE", StringComparison.Ordinal) && !request.Contains("PATCH", StringComparison.Ordinal);

    private static async Task<List<TableEntity>> KeptAsync(Gateway gateway)
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
