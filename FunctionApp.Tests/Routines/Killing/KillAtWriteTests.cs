using BotGateway.Contracts;

namespace BotGateway.Tests.Routines.Killing;

public sealed class KillAtWriteTests(TableService tables)
{
    [Fact]
    public async Task Kills_at_each_write_of_a_run_neither_lose_it_nor_answer_it_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        var (id, due) = Assert.Single(await RoutineHost.ScheduleAsync(data, connection, count: 1));
        await using var proxy = await StorageProxy.StartAsync(connection);
        (Func<string, bool> Write, bool IsServed)[] kills = !Thoroughness.IsWanted
            ? [(IsDispatch, true), (IsTurn, true), (IsRecord, false)]
            :
        [
            (IsSlot, false), (IsSlot, true), (IsDispatch, false), (IsDispatch, true), (IsClaim, false), (IsLease, true), (IsTurn, false), (IsTurn, true),
            (IsRecord, false), (IsRecord, true), (IsSlotGivenBack, false), (IsSlotGivenBack, true),
        ];

        for (var i = 0; i < kills.Length; i++)
        {
            await using var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, (i + 1) * RoutineHost.Step);
            var stop = proxy.StopAt(kills[i].Write, kills[i].IsServed);
            await host.KillInTickAsync(stop);
            Assert.True(stop.IsCompletedSuccessfully, $"The tick ended without the write before which kill {i + 1} was to come.");
        }

        proxy.Pass();
        await using (var last = await RoutineHost.StartAsync(data, proxy.ConnectionString, (kills.Length + 1) * RoutineHost.Step))
            await last.TickAsync();

        var reader = new RoutineTables(connection);
        var (_, runs) = await reader.ReadAsync(id, due);
        // All kills before the claim was written came before the first attempt; those after the turn found its answer.
        Assert.Equal((RunOutcome.Answered, Thoroughness.IsWanted ? 5 : 3), (runs[0].Outcome, runs[0].Attempt));
    }

    private static bool IsSlot(string request) => TableFaults.Writes(request, "slots") && request.Contains("TakenAt", StringComparison.Ordinal);

    private static bool IsSlotGivenBack(string request) => TableFaults.Writes(request, "slots") && !IsSlot(request);

    // It sets the routine back without having read it.
    private static bool IsDispatch(string request) => TableFaults.Writes(request, "routines") && !request.Contains("Attempt", StringComparison.Ordinal);

    private static bool IsClaim(string request) => TableFaults.Writes(request, "routines") && !IsDispatch(request) && !IsRecord(request);

    private static bool IsLease(string request) => TableFaults.Writes(request, "threads") && !IsTurn(request);

    private static bool IsTurn(string request) => TableFaults.Writes(request, "threads") && request.Contains("turn_", StringComparison.Ordinal);

    private static bool IsRecord(string request) => TableFaults.Writes(request, "routines") && request.Contains("run_routine_", StringComparison.Ordinal);
}
