using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

/// <summary>What is uploaded for a job goes when the job has ended, whatever happens in between.</summary>
public sealed class JobFileTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"seed\":1")]
    [InlineData("\"suffix\":\"fail\"")]
    public async Task Both_files_are_deleted_when_the_job_settles(string field)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync($"\"validation_jsonl\":{Examples.Array()}", field);
        await gateway.TickAfterAsync(Minute);
        Assert.Equal(2, await FilesAsync(gateway));

        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);

        Assert.Equal(0, await FilesAsync(gateway));
        var settled = await gateway.ReadAsync(job);
        Assert.Equal((false, null, null), (settled.HasFiles, settled.DueAt, settled.Problem));
    }

    [Fact]
    public async Task A_duplicate_that_a_second_try_left_goes_too()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        gateway.Models.Faults.Next("upload", Fault.AfterEffect(Fault.Status(500)));
        await gateway.TrainAsync();
        Assert.Equal(2, await FilesAsync(gateway));

        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);

        Assert.Equal(0, await FilesAsync(gateway));
    }

    [Fact]
    public async Task A_file_that_cannot_be_deleted_yet_keeps_the_job_open()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        gateway.EndJobs();
        gateway.Models.Faults.Next("delete-file", Fault.Status(403));

        await gateway.TickAfterAsync(Minute);
        Assert.NotNull((await gateway.ReadAsync(job)).DueAt);

        await gateway.TickAfterAsync(Minute);
        Assert.Equal((0, false), (await FilesAsync(gateway), (await gateway.ReadAsync(job)).HasFiles));
    }

    [Fact]
    public async Task The_newest_ones_stay_where_a_client_keeps_them()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Clients:0:FilesKept", "2").StartAsync();
        var jobs = new List<string>();
        for (var each = 0; each < 4; each++)
        {
            jobs.Add(await gateway.TrainAsync());
            gateway.EndJobs();
            await gateway.TickAfterAsync(Minute);
        }

        Assert.Equal(2, await FilesAsync(gateway));
        var kept = await Task.WhenAll(jobs.Select(async job => (await gateway.ReadAsync(job)).HasFiles));
        Assert.Equal([false, false, true, true], kept);
    }

    [Fact]
    public async Task An_upload_whose_answer_was_lost_leaves_a_file_that_the_timer_deletes()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        gateway.Models.Faults.Next("upload", Fault.AfterEffect(Fault.Garbage));
        Assert.Equal(502, (await gateway.CallAsync(Examples.Train())).Status);
        Assert.Equal(1, await FilesAsync(gateway));
        Assert.True(Assert.Single(await IntentsAsync(gateway)).IsAbandoned);

        await gateway.TickAfterAsync(Patience);

        Assert.Equal(0, await FilesAsync(gateway));
        Assert.Empty(await IntentsAsync(gateway));
    }

    // What a kill leaves at each point: an intent alone, with a file that it does not know, and with one that it knows.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_kill_before_the_job_leaves_nothing_for_good(bool isUploaded, bool isNoted)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var intent = new PendingJob("default", null, gateway.Clock.GetUtcNow(), WantsTeam: false) { Id = "0123456789abcdef0123456789abcdef" };
        await gateway.Jobs().AddPendingAsync(intent, Cancellation);
        if (isUploaded)
        {
            var file = await UploadAsync(gateway, TrainingFileUploader.NamesOf(intent.Id) + "training.jsonl");
            if (isNoted)
                await gateway.Jobs().AddPendingAsync(intent with { TrainingFileId = file }, Cancellation);
        }

        var others = await UploadAsync(gateway, "examples.jsonl");
        await gateway.TickAfterAsync(Patience - TimeSpan.FromSeconds(1));
        Assert.Single(await IntentsAsync(gateway));
        await gateway.TickAfterAsync(TimeSpan.FromSeconds(1));

        Assert.Empty(await IntentsAsync(gateway));
        Assert.Equal(others, Assert.Single(await gateway.Service<IModelService>().FindFilesAsync("", Cancellation)));
        Assert.Empty((await gateway.Jobs().ReadDueAsync(Gateway.Start.AddYears(1), Cancellation)).Items);
    }

    [Fact]
    public async Task Where_the_account_has_as_many_files_as_it_may_the_client_is_told_so()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        for (var file = 0; file < 100; file++)
            await UploadAsync(gateway, "examples.jsonl");

        var answer = await gateway.CallAsync(Examples.Train());

        Assert.Equal(429, answer.Status);
        Assert.StartsWith("The gateway's account at the model service has reached one of its own limits, which all clients share", answer["message"]);
        Assert.Empty(await IntentsAsync(gateway));
    }

    private static Task<string> UploadAsync(Gateway gateway, string name) => gateway.Service<IModelService>().UploadAsync(
        name, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Examples.Lines())), Cancellation);

    private static async Task<int> FilesAsync(Gateway gateway) =>
        (await gateway.Service<IModelService>().FindFilesAsync("", Cancellation)).Count;

    private static async Task<List<PendingJob>> IntentsAsync(Gateway gateway) =>
        await gateway.Jobs().ReadPendingAsync(new("default", "", new HashSet<string>()), Cancellation).ToListAsync(Cancellation);
}
