using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

public sealed class DueJobProcessorTests
{
    private static readonly JobSnapshot Running = new("ftjob-1", "running", "file-1", null, null, null);

    private readonly FakeTimeProvider _clock = new();
    private readonly IModelService _service = Substitute.For<IModelService>();
    private readonly IJobStore _jobs = Substitute.For<IJobStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_job_that_another_instance_polled_since_it_was_dispatched_is_left_alone(int secondsUntilDue, int asked)
    {
        var now = _clock.GetUtcNow();
        var job = Running.Begin("default", now, team: null, deployment: null) with { DueAt = now.AddSeconds(secondsUntilDue) };
        _jobs.FindAsync("default", "ftjob-1", Arg.Any<CancellationToken>()).Returns(job);
        _service.GetJobAsync("ftjob-1", Arg.Any<CancellationToken>()).Returns(Running);

        var left = await DueJobProcessor().RunAsync(
            new Work { Client = "default", Slot = "jobs-000", Token = "t", Jobs = ["ftjob-1"] }, now.AddMinutes(1), Cancellation);

        Assert.True(left.IsDone);

        await _service.Received(asked).GetJobAsync("ftjob-1", Arg.Any<CancellationToken>());
    }

    private DueJobProcessor DueJobProcessor()
    {
        var options = Options.Create(new SchedulerOptions());
        var deployments = new JobDeployment(Options.Create(new OpenAIOptions()), Substitute.For<IDeploymentService>(), _jobs, Clients.Deployments(_jobs), _clock);
        var files = new TrainingFileUploader(_service, _clock, NullLogger<TrainingFileUploader>.Instance);
        return new DueJobProcessor(
            _jobs,
            JobPollers.Of(_service, _jobs, _clock),
            new JobRecovery(_service, _jobs, files, deployments, _clock),
            _clock,
            NullLogger<DueJobProcessor>.Instance);
    }
}
