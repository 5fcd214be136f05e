namespace BotGateway.Tests.Routines.Killing;

public sealed class KillTests(TableService tables)
{
    private const int Routines = 4;

    [Fact]
    public async Task After_kills_at_any_moment_of_a_run_no_due_time_is_lost_and_none_is_answered_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        var kills = Thoroughness.Kills(thorough: 25);
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        var firstDue = await RoutineHost.ScheduleAsync(data, connection, Routines);
        var messages = new QueueMessages(connection);
        await using var proxy = await StorageProxy.StartAsync(connection);
        var (writes, stopAt, stop) = (0, 0, new TaskCompletionSource());
        proxy.Handle = (request, forward) =>
        {
            // Reads are polls too: there are as many as time permits.
            if (!request.StartsWith("GET ", StringComparison.Ordinal) && Interlocked.Increment(ref writes) == stopAt)
                stop.TrySetResult();
            return messages.HandleAsync(request, forward);
        };
        await using (var first = await RoutineHost.StartAsync(data, proxy.ConnectionString, RoutineHost.Step))
        {
            writes = 0;
            await first.TickAsync();
        }

        var length = writes;

        var repeated = 0;
        for (var i = 0; i < kills; i++)
        {
            await using var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, (i + 2) * RoutineHost.Step);
            (writes, stopAt, stop) = (0, 1 + (int)(Moment(i) * length), new TaskCompletionSource());
            await host.KillInTickAsync(stop.Task);
            repeated += await messages.ReturnAsync();
        }

        await RoutineHost.FinishAsync(data, proxy.ConnectionString, (kills + 2) * RoutineHost.Step);

        var reader = new RoutineTables(connection);
        var attempts = new List<int>();
        foreach (var (id, due) in firstDue)
        {
            var (_, runs) = await reader.ReadAsync(id, due);
            attempts.AddRange(runs.Select(run => run.Attempt));
        }

        // Kills that hit nothing would prove nothing.
        Assert.Contains(attempts, attempt => attempt > 1);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills over {length} writes; {repeated} messages came again; due times by attempts: "
            + string.Join(", ", attempts.CountBy(attempt => attempt).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    // From the beginning of a tick to a little after its end; multiples of the golden ratio spread evenly, however many they are.
    private static double Moment(int i) => 1.1 * (i * 0.618034 % 1);
}
