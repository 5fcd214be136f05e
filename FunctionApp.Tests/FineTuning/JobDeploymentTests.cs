using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

public sealed class JobDeploymentTests
{
    private static readonly AuthenticatedClient Owner = new("owner", "", new HashSet<string>());
    private static readonly GatewayException Gone = new(ErrorKind.Gone, "No model deployed.");

    private readonly IDeploymentService _service = Substitute.For<IDeploymentService>();
    private readonly IJobStore _jobs = Substitute.For<IJobStore>();
    private readonly FakeTimeProvider _clock = new();

    public JobDeploymentTests() =>
        _jobs.TryReplaceAsync(default!, default!, default).ReturnsForAnyArgs(call => call.ArgAt<TrainingJob>(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Creating")]
    [InlineData("Accepted")]
    [InlineData("Running")]
    [InlineData("SomethingNew")]
    public async Task Until_it_has_ended_it_is_due_again_by_the_next_tick_however_old_the_job_is(string state)
    {
        _service.FindStateAsync("ftjob-1", Cancellation).Returns(state);
        var job = Job("Creating") with { SubmittedAt = _clock.GetUtcNow().AddDays(-20) };

        Assert.Null(await Deployments().StepAsync(job, Cancellation));

        await _jobs.Received(1).TryReplaceAsync(
            job,
            Arg.Is<TrainingJob>(next => next.Deployment!.State == state && next.DueAt < _clock.GetUtcNow().AddMinutes(1)),
            Cancellation);
    }

    [Fact]
    public async Task Once_it_is_there_it_is_settled()
    {
        _service.StartAsync("ftjob-1", "model", Cancellation).Returns("Succeeded");

        var settled = await Deployments().StepAsync(Job(Deployment.Wanted), Cancellation);

        Assert.Equal(("Succeeded", "ftjob-1"), (settled!.Deployment!.State, settled.UsableModel));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task One_that_failed_says_so_and_is_asked_for_again_later(string state)
    {
        _service.FindStateAsync("ftjob-1", Cancellation).Returns(state);
        _service.StartAsync("ftjob-1", "model", Cancellation).Returns("Creating");

        Assert.Null(await Deployments().StepAsync(Job("Creating"), Cancellation));
        Assert.Null(await Deployments().StepAsync(Job(state), Cancellation));

        await _jobs.Received(1).TryReplaceAsync(
            Arg.Any<TrainingJob>(),
            Arg.Is<TrainingJob>(next => next.Deployment!.State == state && next.DueAt > _clock.GetUtcNow() && next.Problem!.Contains(state)),
            Cancellation);
        await _jobs.Received(1).TryReplaceAsync(
            Arg.Any<TrainingJob>(), Arg.Is<TrainingJob>(next => next.Deployment!.State == "Creating" && next.Problem == null), Cancellation);
    }

    [Fact]
    public async Task One_that_is_gone_before_it_was_there_is_asked_for_again()
    {
        _service.FindStateAsync("ftjob-1", Cancellation).Returns((string?)null);

        Assert.Null(await Deployments().StepAsync(Job("Creating"), Cancellation));

        await _jobs.Received(1).TryReplaceAsync(
            Arg.Any<TrainingJob>(), Arg.Is<TrainingJob>(next => next.Deployment!.State == Deployment.Wanted), Cancellation);
    }

    [Fact]
    public async Task Switched_off_meanwhile_the_model_bears_its_own_name()
    {
        var settled = await Deployments(deploys: false).StepAsync(Job("Creating"), Cancellation);

        Assert.Equal((null, "model"), (settled!.Deployment, settled.UsableModel));
        Assert.Empty(_service.ReceivedCalls());
    }

    [Theory]
    [InlineData("Succeeded", 1)]
    [InlineData("Failed", 0)]
    [InlineData("Creating", 0)]
    [InlineData(Deployment.Wanted, 0)]
    public async Task A_bot_that_misses_it_has_it_deployed_again_unless_that_is_under_way(string state, int times)
    {
        _jobs.FindByModelAsync(Owner, "ftjob-1", Cancellation).Returns("ftjob-1");
        _jobs.FindAsync("owner", "ftjob-1", Cancellation).Returns(Job(state));

        var problem = await Deployments().RestoreAsync(Owner, "ftjob-1", Gone, Cancellation);

        Assert.Equal((ErrorKind.Unavailable, false), (problem.Kind, problem.IsGone));
        await _jobs.Received(times).TryReplaceAsync(
            Arg.Any<TrainingJob>(),
            Arg.Is<TrainingJob>(next => next.Deployment!.State == Deployment.Wanted && next.DueAt == _clock.GetUtcNow()),
            Cancellation);
    }

    [Theory]
    [InlineData(false, "ftjob-1")]
    [InlineData(true, "gpt-4.1-mini")]
    [InlineData(true, "model")]
    public async Task A_model_that_the_gateway_does_not_deploy_is_just_not_there(bool deploys, string model)
    {
        _jobs.FindByModelAsync(Owner, Arg.Is<string>(name => name != "gpt-4.1-mini"), Cancellation).Returns("ftjob-1");
        _jobs.FindAsync("owner", "ftjob-1", Cancellation).Returns(Job("Succeeded"));

        Assert.Same(Gone, await Deployments(deploys).RestoreAsync(Owner, model, Gone, Cancellation));
    }

    private JobDeployment Deployments(bool deploys = true) =>
        new(Options.Create(new OpenAIOptions { AutoDeploy = deploys }), _service, _jobs, Clients.Deployments(_jobs), _clock);

    private TrainingJob Job(string state) => new()
    {
        ClientId = "owner",
        Job = new JobSnapshot("ftjob-1", "succeeded", "file-1", "model", null, null),
        SubmittedAt = _clock.GetUtcNow(),
        Deployment = new Deployment("ftjob-1", state),
        DueAt = _clock.GetUtcNow(),
    };
}
