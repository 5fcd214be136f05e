using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.LocalHost.Hosting;
using BotGateway.OpenAI;
using NSubstitute;

namespace BotGateway.Tests.Scheduling;

public sealed class TickTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IModelService _service = Substitute.For<IModelService>();

    [Theory]
    [InlineData("jobs")]
    [InlineData("routines")]
    public async Task One_steps_failure_reaches_the_host_and_does_not_stop_the_others(string table)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        _service.ChatAsync(Arg.Any<ChatRequest>(), Arg.Any<CancellationToken>()).Returns(new ChatAnswer("Hecho", new TokenUsage(1, 1)));
        var job = await gateway.AddAsync("ftjob-1");
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job);
        await ScheduleAsync(gateway);
        gateway.Tables.Decide = request => request.Contains($"/{table}") ? Fate.Refused : Fate.Served;

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => gateway.TickAfterAsync(Minute));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
        Assert.Equal(table == "jobs" ? 0 : 1, Calls(nameof(IModelService.GetJobAsync)));
        Assert.Equal(table == "routines" ? 0 : 1, Calls(nameof(IModelService.ChatAsync)));

        gateway.Tables.Decide = _ => Fate.Served;
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (Calls(nameof(IModelService.GetJobAsync)), Calls(nameof(IModelService.ChatAsync))));
    }

    [Fact]
    public async Task A_job_that_hangs_does_not_take_the_routines_time()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        await gateway.TrainAsync();
        await ScheduleAsync(gateway);
        using var job = gateway.Models.Faults.Hold("job");
        using var chat = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(job.Arrived, chat.Arrived).WaitAsync(TestContext.Current.CancellationToken);

        job.Release();
        chat.Release();
        await tick;
    }

    [Fact]
    public async Task After_four_minutes_it_ends_and_its_items_stay_due()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        var due = (await gateway.ReadAsync(job.Id)).DueAt;
        var asked = Hang(job.Id);
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(TestContext.Current.CancellationToken);
        await asked;
        gateway.Clock.Advance(4 * Minute - TimeSpan.FromSeconds(1));
        Assert.False(tick.IsCompleted);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);
        var left = await gateway.ReadAsync(job.Id);
        Assert.Equal((due, null), (left.DueAt, left.Problem));
    }

    [Fact]
    public async Task A_host_that_shuts_down_leaves_a_job_to_the_next_tick()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        var asked = Hang(job.Id);
        using var shutdown = new CancellationTokenSource();
        gateway.Clock.Advance(Minute);

        var tick = gateway.TickAsync(shutdown.Token);
        await asked;
        await shutdown.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "succeeded", Model = "ft:m" });
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));

        var left = await gateway.ReadAsync(job.Id);
        Assert.Equal(("succeeded", null), (left.Job.Status, left.Problem));
    }

    [Fact]
    public async Task What_is_not_begun_within_a_minute_goes_on_in_another_invocation()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var jobs = new[] { await gateway.AddAsync("ftjob-1"), await gateway.AddAsync("ftjob-2"), await gateway.AddAsync("ftjob-3") };
        foreach (var job in jobs)
        {
            _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(_ =>
            {
                gateway.Clock.Advance(TimeSpan.FromSeconds(30));
                return job;
            });
        }

        gateway.Clock.Advance(Minute);
        await gateway.DispatchAsync(TestContext.Current.CancellationToken);
        var queue = gateway.Service<FunctionQueues>().All[0];
        var calls = new List<int>();
        while (await queue.TryReceiveAsync(TestContext.Current.CancellationToken) is [var message])
        {
            Assert.Null(await queue.HandleAsync(message, TestContext.Current.CancellationToken));
            calls.Add(Calls(nameof(IModelService.GetJobAsync)));
        }

        Assert.Equal([2, 3], calls);
    }

    [Theory]
    [InlineData("due_20300101100000000_nonsense", "nonsense")]
    [InlineData("due_20300101100000000_job_", null)]
    [InlineData("due_20291399999999999_job_default:ftjob-2", "job_default:ftjob-2")]
    [InlineData("due_2", "job_default:ftjob-2")]
    [InlineData("due_20300101100000000_job_default:ftjob-3", "job_default:ftjob-2")]
    [InlineData("due_20300101100000000_job_default:ftjob-2", "job_default:ftjob-2")] // Of another shard.
    [InlineData("due_20300101100000000_job_default:a b", "job_default:a b")]
    [InlineData("due_20300101100000000_intent_default", "intent_default")]
    public async Task A_malformed_entry_of_the_due_index_of_jobs_is_set_aside_and_keeps_no_job_waiting(string key, string? row)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job);
        var table = gateway.Service<TableServiceClient>().GetTableClient("jobs");
        await table.AddEntityAsync(new TableEntity("shard-03", key) { ["Row"] = row }, TestContext.Current.CancellationToken);

        await gateway.TickAfterAsync(Minute);

        Assert.Equal(1, Calls(nameof(IModelService.GetJobAsync)));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("shard-03", key, cancellationToken: TestContext.Current.CancellationToken)).HasValue);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("shard-03", $"aside_{key}", cancellationToken: TestContext.Current.CancellationToken)).HasValue);
    }

    private int Calls(string method) => _service.ReceivedCalls().Count(call => call.GetMethodInfo().Name == method);

    // Ends only when it is cancelled.
    private Task Hang(string job)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.GetJobAsync(job, Arg.Any<CancellationToken>()).Returns(async call =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, call.Arg<CancellationToken>());
            throw new InvalidOperationException();
        });
        return asked.Task;
    }

    private static async Task ScheduleAsync(Gateway gateway)
    {
        var bot = await gateway.CallAsync("""{"event_name":"new_bot","name":"n","instructions":"i","modelID":"gpt-4.1-mini"}""");
        var routine = await gateway.CallAsync(
            $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"m"}""");
        Assert.Equal(200, routine.Status);
    }
}
