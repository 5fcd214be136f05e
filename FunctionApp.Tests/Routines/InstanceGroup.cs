using BotGateway.Routines;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Routines;

/// <summary>
/// Several instances of the gateway over the same tables. Each has its own clock, some seconds from the others', and its own model service.
/// </summary>
internal sealed class InstanceGroup : IAsyncDisposable
{
    private readonly List<Gateway> _instances = [];

    public int ChatCalls => _instances.Sum(instance => instance.Models.Calls.Count("chat"));

    public Gateway First => _instances[0];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InstanceGroup> StartAsync(TableService tables, int count)
    {
        var group = new InstanceGroup();
        var connection = tables.NewConnectionString();
        for (var i = 0; i < count; i++)
        {
            var clock = new FakeTimeProvider(Gateway.Start.AddSeconds(3 * i));
            group._instances.Add(await new GatewayBuilder(tables).WithTables(connection).WithClock(clock).StartAsync());
        }

        return group;
    }

    public async Task<IReadOnlyList<Routine>> ScheduleAsync(int count)
    {
        var firstDue = await RoutineSeries.ScheduleAsync(async body => (await First.CallAsync(body)).Json, count);
        var reader = First.Service<RoutineReader>();
        return await Task.WhenAll(firstDue.Keys.Select(async id => (await reader.FindAsync("default", id, Cancellation))!.Routine!));
    }

    public void Advance(TimeSpan time) => _instances.ForEach(instance => instance.Clock.Advance(time));

    public Task TickAsync() => Task.WhenAll(_instances.Select(instance => Task.Run(() => instance.TickAsync(Cancellation), Cancellation)));

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _instances)
            await gateway.DisposeAsync();
    }
}
