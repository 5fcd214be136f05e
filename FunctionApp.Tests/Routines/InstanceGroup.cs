using BotGateway.Routines;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Routines;

/// <summary>
/// Several instances of the gateway over the same tables. Each has its own clock, some seconds from the others', and its own model service.
/// </summary>
internal sealed class InstanceGroup : IAsyncDisposable
{
    private readonly List<(Gateway Gateway, FakeTimeProvider Clock)> _instances = [];

    public int ChatCalls => _instances.Sum(instance => instance.Gateway.Models.Calls.Count("chat"));

    public Gateway First => _instances[0].Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InstanceGroup> StartAsync(TableService tables, int count)
    {
        var group = new InstanceGroup();
        var connection = tables.NewConnectionString();
        for (var i = 0; i < count; i++)
        {
            var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 10, 0, 30 + (3 * i), TimeSpan.Zero));
            var gateway = await new GatewayBuilder(tables).WithTables(connection).WithClock(clock).StartAsync();
            group._instances.Add((gateway, clock));
        }

        return group;
    }

    public async Task<IReadOnlyList<Routine>> ScheduleAsync(int count)
    {
        var firstDue = await RoutineSeries.ScheduleAsync(async body => (await First.CallAsync(body)).Json, count);
        var reader = First.Service<RoutineReader>();
        return await Task.WhenAll(firstDue.Keys.Select(async id => (await reader.FindAsync("default", id, Cancellation))!.Routine!));
    }

    public void Advance(TimeSpan time)
    {
        foreach (var (_, clock) in _instances)
            clock.Advance(time);
    }

    public Task TickAsync() =>
        Task.WhenAll(_instances.Select(instance => Task.Run(() => instance.Gateway.TickAsync(Cancellation), Cancellation)));

    public async ValueTask DisposeAsync()
    {
        foreach (var (gateway, _) in _instances)
            await gateway.DisposeAsync();
    }
}
