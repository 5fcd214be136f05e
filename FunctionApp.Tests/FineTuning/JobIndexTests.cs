using Azure;
using Azure.Data.Tables;
using BotGateway.OpenAI;
using BotGateway.Tables;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

/// <summary>Entries of the due index that do not fit their job.</summary>
public sealed class JobIndexTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly IModelService _service = Substitute.For<IModelService>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_whose_job_is_not_there_comes_up_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).WithLog().StartAsync();
        var job = await AddAsync(gateway, "ftjob-own");
        await AddAsync(gateway, "ftjob-gone");
        await Table(gateway).DeleteEntityAsync(DueIndex.ShardOf("default"), "job_default:ftjob-gone", ETag.All, Cancellation);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal([job], Asked());
        Assert.Empty(await PlacesAsync(gateway, "ftjob-gone"));
        Assert.Single(gateway.Log.Lines, line => line.EventId == 63 && Equals(line.Values["JobId"], "ftjob-gone"));
    }

    [Fact]
    public async Task Entries_at_which_a_job_is_not_due_come_up_once_and_its_own_stays()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        await AddAsync(gateway, "ftjob-own");
        foreach (var second in new[] { "00", "01" })
        {
            var place = new TableEntity(DueIndex.ShardOf("default"), $"due_202001010000{second}000_job_default:ftjob-own") { ["Row"] = "job_default:ftjob-own" };
            await Table(gateway).AddEntityAsync(place, Cancellation);
        }

        await gateway.TickAfterAsync(TimeSpan.Zero);

        var own = Assert.Single(await PlacesAsync(gateway, "ftjob-own"));
        Assert.StartsWith("due_2030", own);
        await gateway.TickAfterAsync(Minute);
        Assert.Equal(["ftjob-own"], Asked());
    }

    private async Task<string> AddAsync(Gateway gateway, string id, string client = "default")
    {
        var job = await gateway.AddAsync(id, client: client);
        _service.GetJobAsync(id, Arg.Any<CancellationToken>()).Returns(job);
        return id;
    }

    private IEnumerable<string> Asked() => _service.ReceivedCalls()
        .Where(call => call.GetMethodInfo().Name == nameof(IModelService.GetJobAsync))
        .Select(call => (string)call.GetArguments()[0]!)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static TableClient Table(Gateway gateway) => gateway.Service<TableServiceClient>().GetTableClient("jobs");

    private static async Task<List<string>> KeysAsync(Gateway gateway) =>
        await Table(gateway).QueryAsync<TableEntity>(row => row.PartitionKey == DueIndex.ShardOf("default")).Select(row => row.RowKey).ToListAsync(Cancellation);

    private static async Task<IEnumerable<string>> PlacesAsync(Gateway gateway, string job) =>
        (await KeysAsync(gateway)).Where(key => key.StartsWith("due_", StringComparison.Ordinal) && key.EndsWith($":{job}", StringComparison.Ordinal));
}
