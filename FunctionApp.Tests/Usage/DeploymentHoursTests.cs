using BotGateway.LocalHost.Client;
using BotGateway.Tests.Erasure;
using BotGateway.Tests.FineTuning;
using BotGateway.Usage;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Usage;

/// <summary>The hours for which a trained model is deployed.</summary>
public sealed class DeploymentHoursTests(TableService tables)
{
    private const string Usage = """{"event_name":"usage","from":"2030-01-01","to":"2030-01-31"}""";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_hour_is_counted_once_through_several_instances_and_restarts()
    {
        var clock = new FakeTimeProvider(Gateway.Start);
        var builder = new GatewayBuilder(tables).WithTables(tables.NewConnectionString()).WithClock(clock);
        List<Gateway> instances = [await builder.StartAsync(), await builder.StartAsync()];
        await Task.WhenAll(instances.Select(instance => instance.Service<DeploymentHours>().StartAsync(DemoSecrets.ClientId, "d", "m", Cancellation)));

        for (var hour = 1; hour <= 20; hour++)
        {
            clock.Advance(Hour);
            var told = await Task.WhenAll(instances.Select(instance => instance.CallAsync(Usage)));
            Assert.Contains(hour, told.Select(HoursOf));
            if (hour % 5 != 0)
                continue;
            await instances[0].DisposeAsync();
            instances = [instances[1], await builder.StartAsync()];
        }

        await Task.WhenAll(instances.Select(instance => instance.Service<DeploymentHours>().StopAsync(DemoSecrets.ClientId, "d", Cancellation)));
        clock.Advance(5 * Hour);
        var last = await instances[0].CallAsync(Usage);
        foreach (var instance in instances)
            await instance.DisposeAsync();

        Assert.Equal(20, HoursOf(last));
        Assert.Equal([13.991667, 6.008333], last.Json.GetProperty("items").EnumerateArray().Select(day => day.GetProperty("deployment_hours").GetDouble()));
    }

    [Theory]
    [InlineData("undeploy_model")]
    [InlineData("delete_model")]
    public async Task They_end_with_the_deployment_and_cost_what_the_settings_say(string end)
    {
        await using var gateway = await StartAsync();
        var model = await gateway.DeployAsync();
        await gateway.TickAfterAsync(3 * Hour);
        await gateway.CallAsync(new { event_name = end, model });
        await gateway.TickAfterAMinuteAsync();
        var ended = await gateway.CallAsync(Usage);

        await gateway.TickAfterAsync(5 * Hour);

        Assert.InRange(HoursOf(ended), 3, 3.1);
        Assert.Equal(HoursOf(ended), HoursOf(await gateway.CallAsync(Usage)));
        Assert.Equal(2 * HoursOf(ended), ended.Json.GetProperty("total").GetProperty("cost").GetDouble(), 4);
    }

    [Fact]
    public async Task They_begin_again_with_the_next_deployment()
    {
        await using var gateway = await StartAsync();
        var model = await gateway.DeployAsync();
        await gateway.TickAfterAsync(Hour);
        await gateway.CallAsync(new { event_name = "undeploy_model", model });
        await gateway.TickAfterAsync(5 * Hour);
        await gateway.CallAsync(new { event_name = "deploy_model", model });
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();

        await gateway.TickAfterAsync(Hour);

        Assert.InRange(HoursOf(await gateway.CallAsync(Usage)), 2, 2.1);
    }

    [Fact]
    public async Task An_erasure_ends_them_and_what_is_owed_stays()
    {
        await using var gateway = await StartAsync();
        await gateway.DeployAsync();
        await gateway.TickAfterAsync(3 * Hour);
        await EraseTests.EraseAsync(gateway, DemoSecrets.ClientId);
        var status = "";
        for (var i = 0; i < 5 && status != "done"; i++)
        {
            await gateway.TickAfterAsync(TimeSpan.FromMinutes(7));
            status = (await EraseTests.EraseAsync(gateway, DemoSecrets.ClientId))["status"];
        }

        await gateway.TickAfterAsync(5 * Hour);

        Assert.Equal("done", status);
        Assert.InRange(HoursOf(await gateway.CallAsync(Usage)), 3, 3.1);
    }

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithClock().WithDeployments()
        .WithSetting("Prices:0:Model", "gpt-4.1-mini").WithSetting("Prices:0:HostingPerHour", "2").WithSetting("Prices:0:TrainingPerMillionTokens", "0").StartAsync();

    private static double HoursOf(Answer answer) => answer.Json.GetProperty("total").GetProperty("deployment_hours").GetDouble();
}
