using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Tests.Authentication;
using BotGateway.Tests.FineTuning.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.FineTuning;

public sealed class JobSubmissionTests : IDisposable
{
    private static readonly AuthenticatedClient Owner = new("acme", "", new HashSet<string>());
    private static readonly JobSnapshot Job = new("ftjob-1", "pending", "file-1", null, null, null);
    private static readonly GatewayException Down = new(ErrorKind.Unavailable, "The Table service is unavailable.");

    private readonly IModelService _service = Substitute.For<IModelService>();
    private readonly IJobStore _jobs = Substitute.For<IJobStore>();
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _client = new();

    private static CancellationToken Any => Arg.Any<CancellationToken>();

    private static PendingJob OfTheFile =>
        Arg.Is<PendingJob>(intent => intent.ClientId == Owner.Id && intent.TrainingFileId == "file-1");

    private static TrainingJob OfTheJob => Arg.Is<TrainingJob>(recorded => recorded.ClientId == Owner.Id && recorded.Job == Job);

    public JobSubmissionTests()
    {
        _service.UploadAsync(Arg.Any<string>(), Arg.Any<Action<Stream>>(), Any).Returns("file-1");
        _service.IsProcessedAsync("file-1", Any).Returns(true);
        _service.CreateJobAsync(Arg.Any<FineTuningRequest>(), Any).Returns(Job);
    }

    [Fact]
    public async Task The_pending_job_is_noted_before_the_job_is_created_and_the_job_recorded_after()
    {
        var recorded = await SubmitAsync();

        Assert.Equal((Job, _clock.GetUtcNow()), (recorded.Job, recorded.SubmittedAt));
        Received.InOrder(() =>
        {
            _service.UploadAsync(Arg.Any<string>(), Arg.Any<Action<Stream>>(), Any);
            _jobs.AddPendingAsync(OfTheFile, Any);
            _service.CreateJobAsync(Arg.Is<FineTuningRequest>(request => request.TrainingFileId == "file-1"), Any);
            _jobs.AddAsync(OfTheFile, recorded, Any);
        });
    }

    [Fact]
    public async Task Without_a_pending_job_no_job_is_created()
    {
        _jobs.AddPendingAsync(OfTheFile, Any).ThrowsAsync(Down);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(SubmitAsync);

        Assert.Equal((ErrorKind.Unavailable, "The Table service is unavailable. The uploaded files have been deleted."), (problem.Kind, problem.Message));
        await _service.DidNotReceiveWithAnyArgs().CreateJobAsync(default!, Any);
        await _service.Received(1).DeleteFileAsync("file-1", CancellationToken.None);
    }

    [Fact]
    public async Task A_job_that_could_not_be_recorded_is_answered_all_the_same_and_its_pending_job_stays()
    {
        _jobs.AddAsync(OfTheFile, OfTheJob, Any).ThrowsAsync(Down);

        var recorded = await SubmitAsync();

        Assert.Equal(Job, recorded.Job);
        await _jobs.DidNotReceiveWithAnyArgs().DropPendingAsync(default!, Any);
        await _service.DidNotReceiveWithAnyArgs().DeleteFileAsync(default!, Any);
    }

    [Fact]
    public async Task A_timeout_is_a_doubt_too()
    {
        _service.CreateJobAsync(Arg.Any<FineTuningRequest>(), Any).ThrowsAsync(new GatewayException(ErrorKind.InDoubt, "Too long."));
        _service.FindJobByFileAsync("file-1", Any).Returns(Job);

        var recorded = await SubmitAsync();

        Assert.Equal(Job, recorded.Job);
        await _service.ReceivedWithAnyArgs(1).CreateJobAsync(default!, Any);
        await _jobs.Received(1).AddAsync(OfTheFile, OfTheJob, Any);
    }

    [Fact]
    public async Task A_timeout_whose_job_is_not_listed_yet_leaves_file_and_pending_job_to_the_timer()
    {
        _service.CreateJobAsync(Arg.Any<FineTuningRequest>(), Any).ThrowsAsync(new GatewayException(ErrorKind.InDoubt, "Too long."));
        _service.FindJobByFileAsync("file-1", Any).Returns((JobSnapshot?)null);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(SubmitAsync);

        Assert.Equal(ErrorKind.InDoubt, problem.Kind);
        Assert.Contains("file-1", problem.Message, StringComparison.Ordinal);
        await _service.DidNotReceiveWithAnyArgs().DeleteFileAsync(default!, Any);
        await _jobs.DidNotReceiveWithAnyArgs().DropPendingAsync(default!, Any);
    }

    [Fact]
    public async Task A_client_that_hangs_up_before_the_job_leaves_no_file_behind()
    {
        _service.IsProcessedAsync("file-1", Any).Returns(false);

        var submission = SubmitAsync();
        await _client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        await _service.Received(1).DeleteFileAsync("file-1", CancellationToken.None);
        await _service.DidNotReceiveWithAnyArgs().CreateJobAsync(default!, Any);
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_the_job_is_created_does_not_keep_it_from_being_recorded()
    {
        _service.CreateJobAsync(Arg.Any<FineTuningRequest>(), Any).Returns(Job).AndDoes(_ => _client.Cancel());

        await SubmitAsync();

        await _service.Received(1).CreateJobAsync(Arg.Any<FineTuningRequest>(), CancellationToken.None);
        await _jobs.Received(1).AddAsync(OfTheFile, OfTheJob, CancellationToken.None);
        await _service.DidNotReceiveWithAnyArgs().DeleteFileAsync(default!, Any);
    }

    public void Dispose() => _client.Dispose();

    private Task<TrainingJob> SubmitAsync() => new JobSubmission(
            _service,
            new TrainingFileUploader(_service, _clock, NullLogger<TrainingFileUploader>.Instance),
            _jobs,
            new JobLimit(_jobs, JobPollers.Of(_service, _jobs, _clock), _clock),
            new JobDeployment(Options.Create(new OpenAIOptions()), Substitute.For<IDeploymentService>(), _jobs, Clients.Deployments(_jobs), _clock),
            _clock,
            NullLogger<JobSubmission>.Instance)
        .SubmitAsync(
            Owner,
            new TrainingOrder(ExampleFiles.Empty, null, "gpt-4.1-mini", null, null, null, WantsTeam: false),
            "0123456789abcdef0123456789abcdef",
            _client.Token);
}
