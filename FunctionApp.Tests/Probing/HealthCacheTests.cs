using System.Text.Json;
using BotGateway.Http;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Probing;

/// <summary>What is remembered between two requests for the health.</summary>
public sealed class HealthCacheTests(TableService tables) : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly TableFaults _faults = new();

    [Fact]
    public async Task A_timer_that_has_not_come_to_the_end_of_a_tick_for_5_minutes_is_a_503_with_the_last_one()
    {
        await using var gateway = await StartAsync();
        var started = await GetAsync(gateway);
        _clock.Advance(TimeSpan.FromMinutes(4));
        await gateway.TickAsync(TestContext.Current.CancellationToken);
        var tick = _clock.GetUtcNow();

        _clock.Advance(TimeSpan.FromMinutes(4.9));
        var running = await GetAsync(gateway);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var standing = await GetAsync(gateway);

        Assert.Equal((200, 200, 503), (started.Status, running.Status, standing.Status));
        var answer = JsonElement.Parse(standing.Text);
        Assert.Equal(
            ("No tick of the timer for 5 minutes.", "no tick", Iso8601.Format(tick)),
            (answer.GetProperty("message").GetString(), answer.GetProperty("timer").GetString(), answer.GetProperty("last_tick").GetString()));
    }

    // The timer runs on one instance; a probe may ask any.
    [Fact]
    public async Task A_tick_on_another_instance_counts()
    {
        var shared = tables.NewConnectionString();
        await using var asked = await new GatewayBuilder(tables).WithTables(shared).WithClock(_clock).StartAsync();
        await using var other = await new GatewayBuilder(tables).WithTables(shared).WithClock(_clock).StartAsync();
        await GetAsync(asked);

        _clock.Advance(TimeSpan.FromMinutes(6));
        await other.TickAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (await GetAsync(asked)).Status);
    }

    [Fact]
    public async Task The_parts_are_asked_at_most_every_30_seconds_however_many_ask()
    {
        await using var gateway = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(gateway)));
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        await GetAsync(gateway);
        Assert.Equal((1, 1, 1), Asked(gateway));

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await GetAsync(gateway);
        Assert.Equal((2, 2, 2), Asked(gateway));
    }

    [Fact]
    public async Task A_part_that_is_back_is_seen_after_30_seconds()
    {
        await using var gateway = await StartAsync();
        Break(gateway, "tables");

        var broken = await GetAsync(gateway);
        _faults.Decide = _ => Fate.Served;
        var remembered = await GetAsync(gateway);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var mended = await GetAsync(gateway);

        Assert.Equal((503, 503, 200), (broken.Status, remembered.Status, mended.Status));
    }

    public void Dispose() => _faults.Dispose();

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithServices(services =>
    {
        services.AddSingleton<TimeProvider>(_clock);
        _faults.Under(services);
    }).StartAsync();

    // 403: these calls are not tried again.
    private void Break(Gateway gateway, string part)
    {
        if (part == "vault")
            gateway.Vault.Faults.Next("get-key", Fault.Status(403));
        else if (part == "model")
            gateway.Models.Faults.Next("models", Fault.Status(403));
        else
            _faults.Decide = _ => Fate.Refused;
    }

    private (int Vault, int Tables, int Model) Asked(Gateway gateway) =>
        (gateway.Vault.Calls.Count("get-key"), _faults.Requests.Count, gateway.Models.Calls.Count("models"));

    private static async Task<(int Status, string Text)> GetAsync(Gateway gateway)
    {
        using var answer = await gateway.Http.GetAsync(new Uri("health", UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
