using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Routines;

/// <summary>A gateway whose clock stands still until a test moves it, with a bot and a thread.</summary>
internal sealed class RoutineGateway : IAsyncDisposable
{
    private RoutineGateway(Gateway gateway, FakeTimeProvider clock, string bot, string thread)
    {
        Gateway = gateway;
        Clock = clock;
        Bot = bot;
        Thread = thread;
    }

    public Gateway Gateway { get; }

    public FakeTimeProvider Clock { get; }

    public string Bot { get; }

    public string Thread { get; }

    public static async Task<RoutineGateway> StartAsync(
        TableService tables, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        // A time of its own for each test: due items of one are not due for another's gateway over the same tables.
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 10, 0, 30, TimeSpan.Zero));
        var gateway = await Gateway.StartAsync(tables, settings, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            configure?.Invoke(services);
        });
        var made = await gateway.CallAsync(
            """{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}""");
        return new RoutineGateway(gateway, clock, made["bot_id"]!, made["thread_id"]!);
    }

    /// <param name="rest">More fields, with a comma before them.</param>
    public async Task<string> ScheduleAsync(string cron = "* * * * *", string rest = "")
    {
        var answer = await Gateway.CallAsync(
            $$"""
            {"event_name":"bot_routine","schedule":"{{cron}}","botID":"{{Bot}}","threadID":"{{Thread}}","message":"Resumen"{{rest}}}
            """);
        Assert.Equal(200, answer.Status);
        return answer["routine_id"]!;
    }

    public Task<Answer> ActAsync(string action, string routine, string client = "default") =>
        Gateway.CallAsync($$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{routine}}"}""", client);

    public async Task TickAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Gateway.TickAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
