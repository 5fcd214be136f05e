using System.ClientModel;
using System.ClientModel.Primitives;
using BotGateway.Http;
using BotGateway.OpenAI;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.FineTuning;

public sealed class LostJobTests(TableService tables)
{
    private readonly IModelService _service = Substitute.For<IModelService>();

    [Fact]
    public async Task An_unknown_status_goes_on_until_the_job_is_lost_and_lost_is_final()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Scheduler:LostJobDays", "3").WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "simmering" });

        await gateway.TickAfterAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        var before = await gateway.ReadAsync(job.Id);
        await gateway.TickAfterAsync(TimeSpan.FromHours(1));
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("simmering", before.Job.Status);
        Assert.NotNull(before.DueAt);
        var lost = await gateway.ReadAsync(job.Id);
        Assert.Equal(["running", "simmering", "lost"], lost.History.Select(change => change.Status));
        Assert.Null(lost.DueAt);

        _service.ClearReceivedCalls();
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "succeeded", Model = "ft:late" });
        await gateway.TickAfterAsync(TimeSpan.FromDays(1));
        var shown = await gateway.CheckAsync(job.Id);
        Assert.Equal((200, "lost", ""), (shown.Status, shown["status"], shown["model"]));
        Assert.Empty(_service.ReceivedCalls());
    }

    [Fact]
    public async Task A_job_that_succeeds_after_that_time_is_not_lost()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "succeeded", Model = "ft:late" });

        await gateway.TickAfterAsync(TimeSpan.FromDays(31));

        Assert.Equal("succeeded", (await gateway.ReadAsync(job.Id)).Job.Status);
    }

    [Theory]
    [InlineData(29, "running")]
    [InlineData(30, "lost")]
    public async Task A_job_that_the_service_has_forgotten_is_lost_in_the_end(int days, string status)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).StartAsync();
        var job = await gateway.AddAsync("ftjob-1");
        var response = Substitute.For<PipelineResponse>();
        response.Status.Returns(404);
        var forgotten = new GatewayException(ErrorKind.Upstream, "Not found.", new ClientResultException(response));
        _service.GetJobAsync(job.Id, Arg.Any<CancellationToken>()).ThrowsAsync(forgotten);

        await gateway.TickAfterAsync(TimeSpan.FromDays(days));

        Assert.Equal(status, (await gateway.ReadAsync(job.Id)).Job.Status);
    }
}
