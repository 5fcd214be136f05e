using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Tests.FineTuning.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.FineTuning;

public sealed class TrainingFileUploaderTests
{
    private readonly IModelService _service = Substitute.For<IModelService>();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _uploaded = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TrainingFileUploaderTests() => _service.UploadAsync(default!, default!, Cancellation).ReturnsForAnyArgs("file-1");

    [Fact]
    public async Task A_file_is_waited_for_until_it_is_processed()
    {
        _service.IsProcessedAsync(default!, Cancellation)
            .ReturnsForAnyArgs(false, false, true);

        var submission = SubmitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(submission.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("file-1", await submission);
    }

    [Fact]
    public async Task A_file_that_is_not_processed_within_60_s_is_a_504_that_names_it()
    {
        _service.IsProcessedAsync(default!, Cancellation).ReturnsForAnyArgs(false);

        var submission = SubmitAsync(Cancellation);
        for (var second = 1; second < 60; second++)
            _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(submission.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => submission);
        Assert.Equal((ErrorKind.InDoubt, "The model service did not process file 'file-1' within 60 s."), (problem.Kind, problem.Message));
        Assert.Equal(["file-1"], _uploaded);
    }

    [Fact]
    public async Task A_service_that_does_not_tell_the_status_holds_nobody_longer_than_60_s()
    {
        _service.IsProcessedAsync(default!, Cancellation).ReturnsForAnyArgs(call => NeverAsync(call.Arg<CancellationToken>()));

        var submission = SubmitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(ErrorKind.InDoubt, (await Assert.ThrowsAnyAsync<GatewayException>(() => submission)).Kind);
    }

    [Fact]
    public async Task A_client_that_hangs_up_ends_the_wait_and_the_file_is_known()
    {
        using var client = new CancellationTokenSource();
        _service.IsProcessedAsync(default!, Cancellation).ReturnsForAnyArgs(false);

        var submission = SubmitAsync(client.Token);
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        Assert.Equal(["file-1"], _uploaded);
    }

    [Fact]
    public async Task Files_that_cannot_be_deleted_are_given_up_when_their_time_is_over_and_the_log_tells_of_it()
    {
        var log = new FakeLogger<TrainingFileUploader>();
        var files = new TrainingFileUploader(_service, _clock, log);
        _service.FindFilesAsync(default!, Cancellation).ThrowsAsyncForAnyArgs(new GatewayException(ErrorKind.Unavailable, "Unavailable."));
        var tryUntil = _clock.GetUtcNow().AddDays(1);

        var early = await Record.ExceptionAsync(() => files.DeleteAllAsync(["file-1"], "intent-1", tryUntil, Cancellation));
        _clock.SetUtcNow(tryUntil);
        var late = await Record.ExceptionAsync(() => files.DeleteAllAsync(["file-1"], "intent-1", tryUntil, Cancellation));

        Assert.IsType<GatewayException>(early);
        Assert.Null(late);
        var line = Assert.Single(log.Collector.GetSnapshot());
        Assert.Equal(("intent-1", 24), (line.GetStructuredStateValue("PendingId"), line.Id.Id));
    }

    private Task<string> SubmitAsync(CancellationToken cancellation) =>
        new TrainingFileUploader(_service, _clock, NullLogger<TrainingFileUploader>.Instance)
            .SubmitAsync(ExampleFiles.Empty, "examples.jsonl", _uploaded, cancellation);

    private static async Task<bool> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return false;
    }
}
