using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.LocalHost.Client;
using BotGateway.OpenAI;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Webhooks;

/// <summary>Clients are told when their jobs end and their models can be used.</summary>
public sealed class JobWebhookTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_succeeds_is_told_and_its_model_once_it_is_deployed()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithDeployments().StartAsync();
        var job = await gateway.TrainToEndAsync();

        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();
        var ended = Assert.Single(WebhookTests.Received(receiver));
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();
        var ready = Assert.Single(WebhookTests.Received(receiver));

        Assert.Equal((WebhookTypes.JobSucceeded, job), (ended.Type, ended.Data.GetProperty("job_id").GetString()));
        Assert.Equal("succeeded", ended.Data.GetProperty("job_status").GetString());
        Assert.Equal(WebhookTypes.ModelReady, ready.Type);
        Assert.Equal($$"""{"model":"{{job}}","job_id":"{{job}}"}""", ready.Data.GetRawText());
    }

    [Fact]
    public async Task A_model_that_is_deployed_again_is_told_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithDeployments().StartAsync();
        var job = await gateway.TrainToEndAsync();
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        await gateway.CallAsync($$"""{"event_name":"undeploy_model","model":"{{job}}"}""");
        await gateway.TickAfterAMinuteAsync();
        await gateway.CallAsync($$"""{"event_name":"deploy_model","model":"{{job}}"}""");
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();

        await gateway.TickAfterAMinuteAsync();
        await gateway.TickAfterAMinuteAsync();

        var ready = WebhookTests.Received(receiver).Where(message => message.Type == WebhookTypes.ModelReady).ToList();
        Assert.Equal(2, ready.DistinctBy(message => message.Id).Count());
        Assert.Equal(2, ready.Count);
    }

    [Theory]
    [InlineData("failed", WebhookTypes.JobFailed)]
    [InlineData("lost", WebhookTypes.JobFailed)]
    [InlineData("cancelled", WebhookTypes.JobCancelled)]
    [InlineData("canceled", WebhookTypes.JobCancelled)]
    public async Task A_job_that_ends_otherwise_is_told_with_its_status(string status, string type)
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().StartAsync();
        await gateway.AddAsync("job-1");
        var job = await gateway.ReadAsync("job-1");
        var ended = job.Job with { Status = status, Error = status == "failed" ? new FineTuningError("invalid_file", "Bad.") : null };
        await gateway.Jobs().TryReplaceAsync(job, job.WithSnapshot(ended, gateway.Clock.GetUtcNow()).Complete(), Cancellation);

        await gateway.TickAsync(Cancellation);

        var message = Assert.Single(WebhookTests.Received(receiver));
        var code = status == "failed" ? ""","error_code":"invalid_file" """.TrimEnd() : "";
        Assert.Equal((type, $$"""{"job_id":"job-1","job_status":"{{status}}"{{code}}}"""), (message.Type, message.Data.GetRawText()));
    }
}
