using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning;

public sealed class JobPollingTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_job_is_polled_to_its_end_without_anybody_asking()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        await gateway.TickAfterAsync(Minute);
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);
        var calls = gateway.Models.Calls.Count("job");

        var shown = await gateway.CheckAsync(job);

        Assert.Equal(calls, gateway.Models.Calls.Count("job"));
        Assert.Equal(
            [("running", "2030-01-01T10:00:30Z"), ("succeeded", "2030-01-01T10:02:30Z")],
            shown.Json.GetProperty("history").EnumerateArray().Select(c => (c.GetProperty("status").GetString(), c.GetProperty("at").GetString())));
        Assert.True(shown.Json.GetProperty("trained_tokens").GetInt64() > 0);
        Assert.InRange(shown.Json.GetProperty("finished_at").GetInt64(), Gateway.Start.ToUnixTimeSeconds(), Gateway.Start.ToUnixTimeSeconds() + 60);
    }

    [Fact]
    public async Task Its_model_can_be_used_after_the_tick()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);
        var model = (await gateway.ReadAsync(job)).Job.Model;

        var bot = await gateway.CallAsync($$"""{"event_name":"new_bot","name":"n","instructions":"i","modelID":"{{model}}"}""");

        Assert.Equal(200, bot.Status);
    }

    [Theory]
    [InlineData("", "succeeded")]
    [InlineData("\"suffix\":\"fail\"", "failed")]
    public async Task A_settled_job_is_out_of_the_due_index(string field, string status)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync(field.Length == 0 ? [] : [field]);
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);
        var calls = gateway.Models.Calls.All.Count;

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(TimeSpan.FromDays(40));

        Assert.Equal(calls, gateway.Models.Calls.All.Count);
        var recorded = await gateway.ReadAsync(job);
        Assert.Equal((status, null), (recorded.Job.Status, recorded.DueAt));
        Assert.Empty((await gateway.Jobs().ReadDueAsync(Gateway.Start.AddYears(1), TestContext.Current.CancellationToken)).Items);
    }

    [Fact]
    public async Task A_failed_job_carries_the_services_code_and_message()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync("\"suffix\":\"fail\"");
        gateway.EndJobs();
        await gateway.TickAfterAsync(Minute);

        var shown = await gateway.CheckAsync(job);

        Assert.Equal(("failed", JsonValueKind.Null), (shown["status"], shown.Json.GetProperty("model").ValueKind));
        Assert.Equal("invalid_training_file", shown.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.StartsWith("The job failed", shown.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task While_the_service_is_down_what_the_timer_last_saw_is_answered()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await gateway.TrainAsync();
        await gateway.TickAfterAsync(Minute);
        gateway.EndJobs();
        gateway.Models.Faults.Next("job", Fault.Refused, times: 3);

        var shown = await gateway.CheckAsync(job);

        Assert.Equal((200, "running", "True"), (shown.Status, shown["status"], shown["stale"]));
        Assert.Equal(1, shown.Json.GetProperty("history").GetArrayLength());
    }
}
