
namespace BotGateway.Tests.FineTuning;

/// <summary>The service is not asked for a job more often than every ten seconds, however many ask the gateway.</summary>
public sealed class JobAgeTests(TableService tables)
{
    private static readonly Dictionary<string, string?> Ten = new() { ["Scheduler:JobAgeSeconds"] = "10" };

    [Fact]
    public async Task Checks_within_ten_seconds_are_one_call()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Ten).StartAsync();
        var job = await gateway.TrainAsync();
        gateway.Clock.Advance(TimeSpan.FromSeconds(10));

        for (var check = 0; check < 20; check++)
            Assert.Equal(200, (await gateway.CheckAsync(job)).Status);
        Assert.Equal(1, gateway.Models.Calls.Count("job"));

        gateway.EndJobs();
        gateway.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.NotEqual("succeeded", (await gateway.CheckAsync(job))["status"]);
        gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("succeeded", (await gateway.CheckAsync(job))["status"]);
        Assert.Equal(2, gateway.Models.Calls.Count("job"));
    }

    [Fact]
    public async Task Checks_at_the_same_moment_are_one_call()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSettings(Ten).StartAsync();
        var job = await gateway.TrainAsync();
        gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        using var held = gateway.Models.Faults.Hold("job");

        var checks = Enumerable.Range(0, 30).Select(_ => gateway.CheckAsync(job)).ToList();
        await held.Arrived;
        held.Release();

        Assert.All(await Task.WhenAll(checks), answer => Assert.Equal((200, null), (answer.Status, answer["stale"])));
        Assert.Equal(1, gateway.Models.Calls.Count("job"));
    }
}
