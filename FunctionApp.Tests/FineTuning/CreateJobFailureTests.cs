using System.Text;
using BotGateway.FineTuning;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

public sealed class CreateJobFailureTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    public static TheoryData<Fault, int, string> Definite => new()
    {
        { Fault.Status(429), 429, "rate limiting requests" },
        { Fault.Status(401), 500, "rejects the gateway's credentials" },
        { Fault.Status(403), 500, "rejects the gateway's credentials" },
        { Fault.Status(400, code: "invalidPayload"), 400, "failed with 400 (invalidPayload)" },
        { Fault.ContentFilter, 400, "content filter" },
    };

    [Theory]
    [MemberData(nameof(Definite), DisableDiscoveryEnumeration = true)]
    public async Task Where_the_service_says_no_the_files_are_deleted_and_the_pending_job_is_dropped(Fault fault, int status, string reason)
    {
        var (files, lists) = (_gateway.FilesAtService(), _gateway.Models.Calls.Count("list-jobs"));
        _gateway.Models.Faults.Next("create-job", fault);

        var answer = await _gateway.CallAsync(Examples.Train($"\"validation_jsonl\":{Examples.Array()}"));

        Assert.Equal(status, answer.Status);
        Assert.Contains(reason, answer["message"]);
        Assert.EndsWith("The uploaded files have been deleted.", answer["message"]);
        Assert.Equal(files, _gateway.FilesAtService());
        Assert.Empty(await IntentsAsync());
        Assert.Equal(lists, _gateway.Models.Calls.Count("list-jobs"));
    }

    [Fact]
    public async Task A_429_keeps_its_Retry_After()
    {
        _gateway.Models.Faults.Next("create-job", Fault.Status(429, retryAfter: 7));

        using var client = _gateway.Credentials().CreateClient(TimeProvider.System);
        using var content = new StringContent(await client.CreateRequestAsync(Examples.Train(), TestContext.Current.CancellationToken), Encoding.UTF8, "application/json");
        using var response = await _gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal("7", response.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task A_file_that_cannot_be_deleted_is_named()
    {
        _gateway.Models.Faults.Next("create-job", Fault.Status(429));
        _gateway.Models.Faults.Next("delete-file", Fault.Status(403));

        var answer = await _gateway.CallAsync(Examples.Train());

        var file = _gateway.Models.Calls.Of("create-job")[^1].Body!.Value.GetProperty("training_file").GetString();
        Assert.Equal(429, answer.Status);
        Assert.EndsWith($"The uploaded files could not be deleted: {file}.", answer["message"]);
        // The timer tries again; other tests of this client's are not about that.
        foreach (var intent in await IntentsAsync())
            await Jobs.DropPendingAsync(intent, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_table_that_fails_when_the_pending_job_is_dropped_does_not_hide_what_happened()
    {
        _gateway.Models.Faults.Next("create-job", Fault.Status(429));
        _gateway.Tables.Forbidden = "DELETE ";
        try
        {
            var answer = await _gateway.CallAsync(Examples.Train());

            Assert.Equal(429, answer.Status);
            Assert.Contains("rate limiting requests", answer["message"]);
        }
        finally
        {
            _gateway.Tables.Forbidden = null;
        }

        foreach (var intent in await IntentsAsync())
            await Jobs.DropPendingAsync(intent, TestContext.Current.CancellationToken);
    }

    public static TheoryData<Fault> LostAnswers => new(
        Fault.AfterEffect(), Fault.AfterEffect(Fault.Status(500)), Fault.AfterEffect(Fault.Status(503)), Fault.AfterEffect(Fault.Garbage),
        Fault.AfterEffect(Fault.Status(408)));

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_job_whose_answer_was_lost_is_found_by_its_file_and_never_made_twice(Fault fault)
    {
        var created = _gateway.Models.Calls.Count("create-job");
        _gateway.Models.Faults.Next("create-job", fault);

        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Equal(200, answer.Status);
        Assert.Equal(created + 1, _gateway.Models.Calls.Count("create-job"));
        Assert.Empty(await IntentsAsync());
        Assert.Equal(answer["job_id"], (await _gateway.CheckAsync(answer["job_id"]))["job_id"]);
    }

    [Fact]
    public async Task A_job_that_is_not_found_counts_as_not_created()
    {
        var (files, created) = (_gateway.FilesAtService(), _gateway.Models.Calls.Count("create-job"));
        _gateway.Models.Faults.Next("create-job", Fault.Refused);

        var answer = await _gateway.CallAsync(Examples.Train());

        Assert.Equal(502, answer.Status);
        Assert.Equal("The model service is unavailable. The uploaded files have been deleted.", answer["message"]);
        Assert.Equal(files, _gateway.FilesAtService());
        Assert.Equal(created + 1, _gateway.Models.Calls.Count("create-job"));
        Assert.Empty(await IntentsAsync());
    }

    [Fact]
    public async Task A_job_in_doubt_leaves_file_and_pending_job_and_check_train_finds_it()
    {
        _gateway.Models.Faults.Next("create-job", Fault.AfterEffect());
        _gateway.Models.Faults.Next("list-jobs", Fault.Status(429));

        var answer = await _gateway.CallAsync(Examples.Train());

        var intent = Assert.Single(await IntentsAsync());
        Assert.Equal(502, answer.Status);
        Assert.Equal(
            "The model service is unavailable. Whether the job was created is not known yet; if it was, it will train on file "
                + $"'{intent.TrainingFileId}'.",
            answer["message"]);
        Assert.NotEmpty(_gateway.ReadFile(intent.TrainingFileId!));

        var job = await _gateway.Service<IModelService>().FindJobByFileAsync(intent.TrainingFileId!, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await _gateway.CheckAsync(job!.Id)).Status);
        Assert.Empty(await IntentsAsync());
    }

    private IJobStore Jobs => _gateway.Service<IJobStore>();

    private static AuthenticatedClient Owner => new("default", "", new HashSet<string>());

    private async Task<List<PendingJob>> IntentsAsync() =>
        await Jobs.ReadPendingAsync(Owner, TestContext.Current.CancellationToken).ToListAsync();
}
