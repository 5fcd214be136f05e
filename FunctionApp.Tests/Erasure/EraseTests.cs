using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using BotGateway.Tables;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.Isolation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.Erasure;

/// <summary>After an erasure nothing of the client is anywhere, and all of another client is as it was: all tables and blobs are searched.</summary>
public sealed partial class EraseTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // These tell of no client, or what the gateway itself does meanwhile.
    private static readonly string[] Others = ["usedtokens", "ticks"];

    private static readonly string[] AtServices = ["jobs", "models", "deployments", "files"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_the_client_is_left_in_any_table_or_blob_and_all_of_another_is_as_it_was()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await OwnMuchAsync(gateway, "default");
        await gateway.TickAfterAsync(7 * Minute);
        var theirs = await OwnMuchAsync(gateway, Gateway.Acme);
        await LeaveFaultyRowsAsync(gateway.Service<TableServiceClient>(), Gateway.Acme);
        var before = await RowsAsync(gateway);
        string[] names = [Gateway.Acme, .. theirs.Ids, .. before.Where(row => Holds(row, [Gateway.Acme])).SelectMany(row => Id().Matches(row.Key + row.Value).Select(id => id.Value))];

        await EraseAsync(gateway, Gateway.Acme);
        await gateway.TickAsync(Cancellation);
        var waiting = await EraseAsync(gateway, Gateway.Acme);
        await gateway.TickAfterAsync(7 * Minute);
        await gateway.TickAfterAsync(7 * Minute);
        var done = await EraseAsync(gateway, Gateway.Acme);

        Assert.True((waiting["status"], done["status"]) == ("running", "done"), done.Text);
        var after = await RowsAsync(gateway);
        Assert.Equal(
            ["erasures/done/acme", "usage/acme/account", "usage/acme/model_20300101_*"],
            after.Where(row => Holds(row, names)).Select(row => ModelHash().Replace(row.Key, "_*")).Distinct());
        Assert.Equal(before.Where(row => !Holds(row, names)), after.Where(row => !Holds(row, names)));
        var counts = done.Json.GetProperty("deleted");
        Assert.All(counts.EnumerateObject().Where(count => count.Name is not ("deployments" or "files")), count => Assert.True(count.Value.GetInt32() > 0, counts.GetRawText()));
    }

    [Fact]
    public async Task At_the_services_jobs_are_cancelled_and_models_deployments_and_files_deleted_but_those_of_others_stay()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().WithSetting("Clients:0:FilesKept", "5").StartAsync();
        var theirs = await gateway.TrainAsync([], Gateway.Acme);
        await gateway.DeployAsync();
        var deployed = await gateway.ReadAsync(await gateway.DeployAsync());
        var running = await gateway.TrainAsync();

        var begun = await EraseAsync(gateway, "default");
        await gateway.TickAfterAsync(7 * Minute);
        await gateway.TickAfterAsync(7 * Minute);
        var done = await EraseAsync(gateway, "default");

        Assert.Equal("running", begun["status"]);
        Assert.True(done["status"] == "done", done.Text);
        var counts = done.Json.GetProperty("deleted");
        Assert.Equal([3, 2, 2, 3], AtServices.Select(kind => counts.GetProperty(kind).GetInt32()));
        Assert.Equal([running], gateway.Models.Calls.Of("cancel-job").Select(call => call.Path.Split('/')[^2]));
        Assert.Contains(gateway.Management.Calls.Of("delete-deployment"), call => call.Path.EndsWith(deployed.Job.Id, StringComparison.Ordinal));
        Assert.Equal(200, (await gateway.CheckAsync(theirs, Gateway.Acme)).Status);
    }

    [Fact]
    public async Task Until_it_is_done_other_events_are_a_409_and_afterwards_the_client_begins_anew()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        await EraseAsync(gateway, "default");
        var refused = await gateway.CallAsync(new { event_name = "list_bots" });
        var authenticated = await gateway.CallAsync(new { event_name = "check_credentials" });
        var other = await gateway.NewBotAsync(client: Gateway.Acme);
        await gateway.TickAfterAsync(7 * Minute);
        var done = await EraseAsync(gateway, "default");
        var again = await EraseAsync(gateway, "default");
        await gateway.NewBotAsync();
        var anew = await EraseAsync(gateway, "default");

        refused.AssertProblem(409, "Your data is being erased, as you requested; 'erase' shows how far it is.");
        Assert.Equal(200, authenticated.Status);
        Assert.Equal(200, (await gateway.SendAsync(other, "Hola", Gateway.Acme)).Status);
        Assert.Equal(("done", done["done_at"], done["requested_at"]), (again["status"], again["done_at"], again["requested_at"]));
        Assert.Equal(("running", 1), (anew["status"], anew.Json.GetProperty("deleted").GetProperty("bots").GetInt32()));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("Default")]
    [InlineData("")]
    public async Task Without_the_right_confirmation_nothing_happens(string confirm)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.NewBotAsync(client: Gateway.Acme);
        var before = await RowsAsync(gateway);

        var refused = await EraseAsync(gateway, "default", confirm);
        await gateway.TickAfterAsync(Minute);

        refused.AssertProblem(400, "'confirm'");
        Assert.Equal(before, await RowsAsync(gateway));
    }

    internal static Task<Answer> EraseAsync(Gateway gateway, string client, string? confirm = null) =>
        gateway.CallAsync(new { event_name = "erase", confirm = confirm ?? client }, client);

    /// <summary>All rows of all tables and all blobs.</summary>
    internal static async Task<SortedDictionary<string, string>> RowsAsync(Gateway gateway)
    {
        var service = gateway.Service<TableServiceClient>();
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var table in service.QueryAsync(cancellationToken: Cancellation).Where(table => !Others.Contains(table.Name)))
        {
            // When to look for reservations: the gateway's own, which the timer removes.
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>(row => row.PartitionKey != "_due", cancellationToken: Cancellation))
                rows[$"{table.Name}/{row.PartitionKey}/{row.RowKey}"] = JsonSerializer.Serialize(row.OrderBy(field => field.Key, StringComparer.Ordinal));
        }

        var blobs = gateway.Service<BlobServiceClient>();
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: Cancellation))
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(cancellationToken: Cancellation))
                rows[$"{container.Name}/{blob.Name}"] = $"{blob.Properties.ETag}";
        }

        return rows;
    }

    internal static bool Holds(KeyValuePair<string, string> row, string[] names) =>
        names.Any(name => (row.Key + row.Value).Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Has a client own everything that there is, in all states that leave rows.</summary>
    internal static async Task<Belongings> OwnMuchAsync(Gateway gateway, string client)
    {
        var word = $"of-{client}";
        var belongings = await Belongings.MakeAsync(gateway, client, word);
        await gateway.TickAfterAMinuteAsync();
        var ids = $"\"botID\":\"{belongings.Bot}\",\"threadID\":\"{belongings.Thread}\"";
        await gateway.CallAsync($$"""{"event_name":"new_thread","idempotency_key":"{{word}}"}""", client);
        var deleted = (await gateway.CallAsync($$"""{"event_name":"bot_routine","schedule":"0 8 * * *","message":"{{word}}",{{ids}}}""", client))["routine_id"]!;
        foreach (var routine in new[] { belongings.Routine, deleted })
            Assert.Equal(200, (await gateway.ActAsync("run", routine, client)).Status);
        await gateway.ActAsync("delete", deleted, client);
        var thread = await gateway.NewThreadAsync(client);
        await gateway.CallAsync(new { event_name = "delete_thread", threadID = thread }, client);
        // Of before there were lists.
        var old = gateway.Service<TableServiceClient>().GetTableClient("threads");
        await old.AddEntityAsync(new TableEntity($"{client}:thread_{Guid.NewGuid():N}", "thread") { ["CreatedAt"] = gateway.Clock.GetUtcNow() }, Cancellation);
        return belongings;
    }

    // What cannot be read is erased as well.
    private static async Task LeaveFaultyRowsAsync(TableServiceClient service, string client)
    {
        var shard = DueIndex.ShardOf(client);
        (string Table, string Partition, string Row)[] rows =
        [
            ("bots", client, "bot_unreadable"), ("jobs", shard, $"job_{client}:unreadable"), ("jobs", shard, $"intent_{client}:unreadable"),
            ("jobs", shard, $"aside_intent_{client}:x"), ("jobs", shard, $"aside_due_20000101000000000_job_{client}:x"),
            ("routines", "shard-03", $"aside_due_20000101000000000_routine_{client}:x"), ("slots", client, "runs-000"),
        ];
        foreach (var (table, partition, row) in rows)
        {
            var pointed = row.IndexOf("000_", StringComparison.Ordinal) is var at and > 0 ? row[(at + 4)..] : null;
            await service.GetTableClient(table).UpsertEntityAsync(new TableEntity(partition, row) { ["Row"] = pointed }, cancellationToken: Cancellation);
        }

        // One whose row cannot be read waits for the timer, which sets it aside.
        await service.GetTableClient("jobs").UpsertEntityAsync(
            new TableEntity(shard, $"due_20000101000000000_intent_{client}:unreadable") { ["Row"] = $"intent_{client}:unreadable" }, cancellationToken: Cancellation);
    }

    [GeneratedRegex("_[0-9a-f]{32}$")]
    private static partial Regex ModelHash();

    [GeneratedRegex("[a-z]+[_-][0-9a-f]{32}")]
    private static partial Regex Id();
}
