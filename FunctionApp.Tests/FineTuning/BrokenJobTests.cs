using Azure;
using Azure.Data.Tables;
using BotGateway.OpenAI;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

/// <summary>A job whose row cannot be read is told precisely to its client, keeps nobody waiting and comes up once.</summary>
public sealed class BrokenJobTests(TableService tables, SharedGateway shared) : IClassFixture<SharedGateway>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // A null value takes the column away.
    public static TheoryData<string, object?> Faults => new()
    {
        { "ClientId", null }, { "ClientId", 7 }, { "ClientId", Gateway.Acme },
        { "JobId", null }, { "JobId", true }, { "JobId", "ftjob-other" },
        { "Status", null }, { "Status", 3.5 },
        { "FileId", null }, { "FileId", 1L },
        { "SubmittedAt", null }, { "SubmittedAt", "UNMISTAKABLE" },
        { "History", null }, { "History", "UNMISTAKABLE" }, { "History", "[[1,2]]" }, { "History", "[[\"running\"]]" }, { "History", "{}" }, { "History", "[[\"running\",\"soon\"]]" },
        { "Team", "UNMISTAKABLE" }, { "Team", "{}" }, { "Team", "{\"members\":[[1]],\"made\":true}" }, { "Team", 1 },
        { "Team", "{\"members\":[[\"finance\",\"b\",\"t\"],[\"finance\",\"b\",\"t\"]],\"made\":true}" },
        { "WakeAt", "UNMISTAKABLE" }, { "Failures", -1 }, { "Failures", "UNMISTAKABLE" },
        { "TrainedTokens", "UNMISTAKABLE" }, { "FinishedAt", 1 }, { "EstimatedFinish", 1L }, { "CheckedAt", "UNMISTAKABLE" },
        { "HasFiles", "UNMISTAKABLE" }, { "IntentId", 1 }, { "ValidationFileId", 1 }, { "Model", 1 }, { "Problem", 1 }, { "ErrorCode", 1 }, { "DeploymentName", 1 },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // All at once: none of them keeps what comes behind it.
    [Fact]
    public async Task Each_is_logged_once_and_taken_out_of_the_due_index_and_the_others_go_on()
    {
        var service = Substitute.For<IModelService>();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithService(service).StartAsync();
        var broken = new List<(string Id, string Column)>();
        foreach (var (column, value) in Faults.Select(fault => fault.Data))
        {
            broken.Add((await AddAsync(), column));
            await BreakAsync(gateway, $"job_default:{broken[^1].Id}", column, value);
        }

        var (own, others) = (await AddAsync(), await AddAsync(Gateway.Acme));

        await gateway.TickAfterAsync(Minute);
        Assert.Equal(new HashSet<string>([others, own]), Asked());
        Assert.DoesNotContain(
            await KeysAsync(gateway), key => key.StartsWith("due_", StringComparison.Ordinal) && broken.Any(job => key.EndsWith($":{job.Id}", StringComparison.Ordinal)));
        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(TimeSpan.FromHours(1));

        Assert.All(broken, job =>
        {
            var line = Assert.Single(gateway.Log.Lines, line => line.Level == LogLevel.Error && Equals(line.Values.GetValueOrDefault("JobId"), job.Id));
            Assert.Contains($"column '{job.Column}'", line.Text);
        });
        Assert.DoesNotContain(gateway.Log.Lines, each => each.Text.Contains("UNMISTAKABLE"));
        Assert.Equal(new HashSet<string>([others, own]), Asked());

        async Task<string> AddAsync(string client = "default")
        {
            var id = $"ftjob-{Guid.NewGuid()}";
            var job = await gateway.AddAsync(id, client: client);
            service.GetJobAsync(id, Arg.Any<CancellationToken>()).Returns(job);
            return id;
        }

        HashSet<string> Asked() => [.. service.ReceivedCalls()
            .Where(call => call.GetMethodInfo().Name == nameof(IModelService.GetJobAsync))
            .Select(call => (string)call.GetArguments()[0]!)];
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Its_client_gets_an_error_that_names_the_column_and_others_find_nothing(string column, object? value)
    {
        var (gateway, job) = (shared.Gateway, $"ftjob-{Guid.NewGuid()}");
        await gateway.AddAsync(job);
        await BreakAsync(gateway, $"job_default:{job}", column, value);

        var answer = await gateway.CheckAsync(job);

        answer.AssertProblem(500, $"The row of job '{job}' cannot be read: column '{column}' ");
        Assert.DoesNotContain("UNMISTAKABLE", answer.Text);
        Assert.DoesNotContain(" at BotGateway", gateway.Log.Of(answer["request_id"]).Text);
        (await gateway.CheckAsync(job, Gateway.Acme)).AssertProblem(404, "There is no job");
    }

    [Fact]
    public async Task It_takes_none_of_the_jobs_that_may_run_at_once()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:ConcurrentJobs", "1").StartAsync();
        var job = await gateway.TrainAsync();
        Assert.Equal(429, (await gateway.CallAsync(Examples.Train())).Status);

        await BreakAsync(gateway, $"job_default:{job}", "Status", null);

        Assert.NotEmpty(await gateway.TrainAsync());
    }

    [Fact]
    public async Task Its_files_do_not_keep_those_of_other_jobs()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:FilesKept", "1").StartAsync();
        var (broken, job) = (await gateway.TrainAsync(), await gateway.TrainAsync());
        gateway.EndJobs();
        await BreakAsync(gateway, $"job_default:{broken}", "Status", null);

        await gateway.TickAfterAsync(Minute);

        var settled = await gateway.ReadAsync(job);
        Assert.Equal(("succeeded", null, null), (settled.Job.Status, settled.DueAt, settled.Problem));
    }

    [Fact]
    public async Task Once_it_can_be_read_again_it_is_polled_to_its_end()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        var status = (await gateway.ReadAsync(job)).Job.Status;
        await BreakAsync(gateway, $"job_default:{job}", "Status", null);
        await gateway.TickAfterAsync(Minute);

        await BreakAsync(gateway, $"job_default:{job}", "Status", status);
        gateway.EndJobs();
        var shown = await gateway.CheckAsync(job);
        await gateway.TickAfterAsync(Minute);

        Assert.Equal((200, "succeeded"), (shown.Status, shown["status"]));
        var settled = await gateway.ReadAsync(job);
        Assert.Equal((null, false), (settled.DueAt, settled.HasFiles));
        Assert.Empty(await PlacesAsync(gateway, job));
    }

    internal static TableClient Table(Gateway gateway) => gateway.Service<TableServiceClient>().GetTableClient("jobs");

    internal static async Task BreakAsync(Gateway gateway, string key, string column, object? value)
    {
        TableEntity row = await Table(gateway).GetEntityAsync<TableEntity>(DueIndex.ShardOf("default"), key, cancellationToken: Cancellation);
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table(gateway).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
    }

    internal static async Task<List<string>> KeysAsync(Gateway gateway) =>
        await Table(gateway).QueryAsync<TableEntity>(row => row.PartitionKey == DueIndex.ShardOf("default")).Select(row => row.RowKey).ToListAsync(Cancellation);

    private static async Task<IEnumerable<string>> PlacesAsync(Gateway gateway, string job) =>
        (await KeysAsync(gateway)).Where(key => key.StartsWith("due_", StringComparison.Ordinal) && key.EndsWith($":{job}", StringComparison.Ordinal));
}
