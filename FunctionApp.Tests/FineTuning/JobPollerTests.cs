using BotGateway.FineTuning;
using BotGateway.OpenAI;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

public sealed class JobPollerTests
{
    private static readonly JobSnapshot Running = new("ftjob-1", "running", "file-1", null, null, null);

    private readonly FakeTimeProvider _clock = new();
    private readonly IModelService _service = Substitute.For<IModelService>();
    private readonly IJobStore _jobs = Substitute.For<IJobStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_can_never_be_written_is_tried_a_few_times_and_no_longer()
    {
        var job = Running.Begin("default", _clock.GetUtcNow(), team: null, deployment: null);
        _service.GetJobAsync("ftjob-1", Arg.Any<CancellationToken>()).Returns(Running with { Status = "succeeded", Model = "ft:m" });
        var tries = 0;
        _jobs.TryReplaceAsync(Arg.Any<TrainingJob>(), Arg.Any<TrainingJob>(), Arg.Any<CancellationToken>())
            .Returns(_ => ++tries <= 100 ? (TrainingJob?)null : throw new InvalidOperationException("It goes on for ever."));
        _jobs.FindAsync("default", "ftjob-1", Arg.Any<CancellationToken>()).Returns(job);

        var kept = await JobPollers.Of(_service, _jobs, _clock).AskAsync(job, Cancellation);

        Assert.Equal(("running", 5), (kept.Job.Status, tries));
    }
}
