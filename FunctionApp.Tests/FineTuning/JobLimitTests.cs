using BotGateway.FineTuning;
using BotGateway.Http;

namespace BotGateway.Tests.FineTuning;

public sealed class JobLimitTests(TableService tables)
{
    private static readonly Dictionary<string, string?> Two = new() { ["Clients:0:ConcurrentJobs"] = "2", ["Clients:1:ConcurrentJobs"] = "2" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_job_too_many_is_a_429_that_names_those_that_run_and_nothing_is_uploaded()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Two).StartAsync();
        string[] jobs = [(await gateway.AddAsync("ftjob-a")).Id, (await gateway.AddAsync("ftjob-b")).Id];
        var uploads = gateway.Models.Calls.Count("upload");

        var answer = await gateway.CallAsync(Examples.Train());

        Assert.Equal(429, answer.Status);
        Assert.StartsWith("At most 2 of your jobs may run at once (", answer["message"]);
        Assert.All(jobs, job => Assert.Contains($"'{job}'", answer["message"]));
        Assert.Equal(uploads, gateway.Models.Calls.Count("upload"));
        Assert.Empty(await IntentsAsync(gateway));
    }

    [Fact]
    public async Task Another_client_is_not_affected()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Two).StartAsync();
        await gateway.AddAsync("ftjob-a");
        await gateway.AddAsync("ftjob-b");

        Assert.NotEmpty(await gateway.TrainAsync([], Gateway.Acme));
    }

    [Fact]
    public async Task A_job_that_has_ended_at_the_service_does_not_count_though_nobody_has_asked_for_it_since()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Two).StartAsync();
        await gateway.TrainAsync();
        await gateway.TrainAsync();
        gateway.EndJobs();

        Assert.NotEmpty(await gateway.TrainAsync());
    }

    [Theory]
    [InlineData(false, false, 429)]
    [InlineData(true, false, 200)]
    [InlineData(false, true, 429)]
    public async Task A_request_that_is_under_way_counts_but_not_what_one_left(bool isAbandoned, bool hasFile, int status)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:ConcurrentJobs", "1").StartAsync();
        await gateway.Jobs().AddPendingAsync(
            new PendingJob("default", hasFile ? "file-1" : null, gateway.Clock.GetUtcNow(), WantsTeam: false) { Id = "other", IsAbandoned = isAbandoned },
            Cancellation);
        gateway.StepModelClock();

        Assert.Equal(status, (await gateway.CallAsync(Examples.Train())).Status);
    }

    [Fact]
    public async Task Of_many_at_once_those_go_on_that_were_noted_first()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Two).StartAsync();
        var client = new AuthenticatedClient("default", "", new HashSet<string>()) { ConcurrentJobs = 2 };
        var intents = Enumerable.Range(0, 6)
            .Select(number => new PendingJob(client.Id, null, gateway.Clock.GetUtcNow(), WantsTeam: false) { Id = $"intent-{number}" })
            .ToList();
        foreach (var intent in intents)
        {
            await gateway.Jobs().AddPendingAsync(intent, Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        var limit = gateway.Service<JobLimit>();
        var problems = await Task.WhenAll(intents.Select(intent => Record.ExceptionAsync(() => limit.CheckAsync(client, intent, Cancellation)).AsTask()));

        Assert.Equal([true, true, false, false, false, false], problems.Select(problem => problem is null));
        Assert.All(problems.OfType<GatewayException>(), problem => Assert.Equal(ErrorKind.Throttled, problem.Kind));
    }

    private static async Task<List<PendingJob>> IntentsAsync(Gateway gateway) =>
        await gateway.Jobs().ReadPendingAsync(new("default", "", new HashSet<string>()), Cancellation).ToListAsync(Cancellation);
}
