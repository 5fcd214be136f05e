using System.Diagnostics;
using System.Globalization;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Routines.Killing;

public sealed class KillTests(TableService tables)
{
    private const int Routines = 4;

    // Longer than the lease of a claim: the next process need not wait for what the killed one has claimed.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private static int Kills => Environment.GetEnvironmentVariable("BOT_GATEWAY_TESTS") == "thorough" ? 50 : 5;

    [Fact]
    public async Task After_kills_at_any_moment_of_a_run_no_due_time_is_lost_and_none_is_answered_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path).Dispose();
        var connection = tables.NewConnectionString();
        var firstDue = await ScheduleAsync(data, connection);
        var length = await MeasureTickAsync(data, connection);

        for (var i = 0; i < Kills; i++)
        {
            await using var host = await RoutineHost.StartAsync(data, connection, (i + 2) * Step);
            await host.KillInTickAsync(Moment(i) * length);
        }

        await using (var last = await RoutineHost.StartAsync(data, connection, (Kills + 2) * Step))
            await last.TickAsync();

        var reader = new RoutineTables(connection);
        var attempts = new List<int>();
        foreach (var (id, due) in firstDue)
        {
            var (routine, runs) = await reader.ReadAsync(id);
            RoutineTables.AssertNoDueTimeIsLost(routine, runs, due);
            await reader.AssertEachAnswerIsInTheThreadOnceAsync(routine, runs);
            attempts.AddRange(runs.Select(run => run.Attempt));
        }

        // Kills that hit nothing would prove nothing.
        Assert.Contains(attempts, attempt => attempt > 1);
    }

    // From the beginning of a tick to a little after its end; multiples of the golden ratio spread evenly, however many they are.
    private static double Moment(int i) => 1.1 * (i * 0.618034 % 1);

    private static async Task<Dictionary<string, DateTimeOffset>> ScheduleAsync(TemporaryDirectory data, string connection)
    {
        await using var host = await RoutineHost.StartAsync(data, connection, TimeSpan.Zero);
        var bot = (await host.CallAsync(
            """{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"gpt-4.1-mini"}"""))
            .GetProperty("bot_id").GetString();
        var firstDue = new Dictionary<string, DateTimeOffset>();
        for (var i = 0; i < Routines; i++)
        {
            var thread = (await host.CallAsync("""{"event_name":"new_thread"}""")).GetProperty("thread_id").GetString();
            var made = await host.CallAsync(
                $$"""{"event_name":"bot_routine","schedule":"* * * * *","botID":"{{bot}}","threadID":"{{thread}}","message":"Resumen"}""");
            firstDue[made.GetProperty("routine_id").GetString()!] =
                DateTimeOffset.Parse(made.GetProperty("next_run").GetString()!, CultureInfo.InvariantCulture);
        }

        return firstDue;
    }

    private static async Task<TimeSpan> MeasureTickAsync(TemporaryDirectory data, string connection)
    {
        await using var host = await RoutineHost.StartAsync(data, connection, Step);
        var watch = Stopwatch.StartNew();
        await host.TickAsync();
        return watch.Elapsed;
    }
}
