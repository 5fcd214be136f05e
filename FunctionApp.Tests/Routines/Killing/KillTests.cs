using System.Diagnostics;
using System.Globalization;
using BotGateway.Tests.LocalHost;
using BotGateway.Tests.Storage;

namespace BotGateway.Tests.Routines.Killing;

public sealed class KillTests(TableService tables)
{
    private const int Routines = 4;

    private static int Kills => Environment.GetEnvironmentVariable("BOT_GATEWAY_KILLS") is { Length: > 0 } count
        ? int.Parse(count, CultureInfo.InvariantCulture)
        : Thoroughness.IsWanted ? 50 : 5;

    [Fact]
    public async Task After_kills_at_any_moment_of_a_run_no_due_time_is_lost_and_none_is_answered_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path).Dispose();
        var connection = tables.NewConnectionString();
        var firstDue = await RoutineHost.ScheduleAsync(data, connection, Routines);
        var messages = new QueueMessages(connection);
        await using var proxy = await StorageProxy.StartAsync(connection);
        proxy.Handle = messages.HandleAsync;
        var length = await MeasureTickAsync(data, proxy.ConnectionString);

        var repeated = 0;
        for (var i = 0; i < Kills; i++)
        {
            await using var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, (i + 2) * RoutineHost.Step);
            await host.KillInTickAsync(Task.Delay(Moment(i) * length, TestContext.Current.CancellationToken));
            repeated += await messages.ReturnAsync();
        }

        await RoutineHost.FinishAsync(data, proxy.ConnectionString, (Kills + 2) * RoutineHost.Step);

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
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Kills} kills over {length.TotalSeconds:F1} s; {repeated} messages came again; due times by attempts: "
            + string.Join(", ", attempts.CountBy(attempt => attempt).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    // From the beginning of a tick to a little after its end; multiples of the golden ratio spread evenly, however many they are.
    private static double Moment(int i) => 1.1 * (i * 0.618034 % 1);

    private static async Task<TimeSpan> MeasureTickAsync(TemporaryDirectory data, string connection)
    {
        await using var host = await RoutineHost.StartAsync(data, connection, RoutineHost.Step);
        var watch = Stopwatch.StartNew();
        await host.TickAsync();
        return watch.Elapsed;
    }
}
