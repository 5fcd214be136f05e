using BotGateway.FineTuning;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

/// <summary>Rows of pending jobs and of models that cannot be read.</summary>
public sealed class BrokenPendingJobTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly IModelService _service = Substitute.For<IModelService>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NotedAt", "UNMISTAKABLE")]
    [InlineData("NotedAt", null)]
    [InlineData("WantsTeam", "UNMISTAKABLE")]
    [InlineData("WantsTeam", null)]
    [InlineData("ClientId", null)]
    [InlineData("ClientId", "acme")]
    [InlineData("FileId", 7)]
    [InlineData("IsAbandoned", "UNMISTAKABLE")]
    public async Task A_pending_job_that_cannot_be_read_is_moved_aside_and_keeps_no_job_from_being_found(string column, object? value)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithService(_service).WithLog().StartAsync();
        _service.FindJobByFileAsync("file-lost", Arg.Any<CancellationToken>()).Returns(new JobSnapshot("ftjob-lost", "succeeded", "file-lost", "ft:m", null, null));
        foreach (var (id, file) in new[] { ("a", "file-broken"), ("b", "file-lost") })
            await gateway.Jobs().AddPendingAsync(new PendingJob("default", file, gateway.Clock.GetUtcNow(), WantsTeam: false) { Id = id }, Cancellation);
        await BrokenJobTests.BreakAsync(gateway, "intent_default:a", column, value);

        Assert.Equal(200, (await gateway.CheckAsync("ftjob-lost")).Status);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(16));

        var keys = await BrokenJobTests.KeysAsync(gateway);
        Assert.Contains("aside_intent_default:a", keys);
        Assert.DoesNotContain(keys, key => key.Contains("intent_default:") && !key.StartsWith("aside_", StringComparison.Ordinal));
        Assert.Contains($"column '{column}'", Assert.Single(gateway.Log.Lines, line => line.Level == LogLevel.Error).Text);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains("UNMISTAKABLE"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task A_model_whose_row_cannot_be_read_is_an_error_that_names_the_column_and_others_may_not_use_it(object? value)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);
        var model = (await gateway.ReadAsync(job)).Job.Model!;
        await BrokenJobTests.BreakAsync(gateway, ModelRow.Key("default", model), "JobId", value);
        var bot = $$"""{"event_name":"new_bot","name":"n","instructions":"i","modelID":"{{model}}"}""";

        (await gateway.CallAsync(bot)).AssertProblem(500, $"The row of model '{model}' cannot be read: column 'JobId' ");
        (await gateway.CallAsync(bot, Gateway.Acme)).AssertProblem(400, "'modelID' must be a model");
        Assert.Equal(200, (await gateway.CheckAsync(job)).Status);
    }
}
