using System.Net;
using BotGateway.Contracts;

namespace BotGateway.Tests.Routines.Killing;

public sealed class KillAtQueueRequestTests(TableService tables)
{
    // The answer that is lost to the kill, if the request is served; the one to a fetch that is meant brings a message.
    private static readonly (Func<string, bool> Request, bool IsServed, string Answer)[] Kills =
    [
        (QueueRequest.IsSend, false, ""), (QueueRequest.IsSend, true, ""),
        (QueueRequest.IsFetch, false, ""), (QueueRequest.IsFetch, true, QueueRequest.Message),
        (QueueRequest.IsUpdate, false, ""), (QueueRequest.IsUpdate, true, ""), (QueueRequest.IsDelete, false, ""), (QueueRequest.IsDelete, true, ""),
    ];

    [Fact]
    public async Task Kills_at_each_request_to_the_queue_neither_lose_a_run_nor_answer_it_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        Thoroughness.Require("It starts and kills eight processes and more, of seconds each; KillAtWriteTests kills a run in every run of the tests.");
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        var (id, due) = Assert.Single(await RoutineHost.ScheduleAsync(data, connection, count: 1));
        var messages = new QueueMessages(connection);
        await using var proxy = await StorageProxy.StartAsync(connection);

        var steps = 0;
        foreach (var (at, isServed, answer) in Kills)
        {
            // A message is given back to the queue only if its function fails.
            var fails = at == QueueRequest.IsUpdate;
            Task stop;
            var tries = 0;
            do
            {
                proxy.Handle = (request, forward) => fails && IsSlotRead(request)
                    ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden))
                    : messages.HandleAsync(request, forward);
                // Before the process starts: it fetches what the one before it has left at once.
                stop = proxy.StopAt(at, isServed, answer);
                await using var host = await RoutineHost.StartAsync(data, proxy.ConnectionString, ++steps * RoutineHost.Step);
                await host.KillInTickAsync(stop);
                proxy.Pass();
                // What the process had fetched comes again.
                await messages.ReturnAsync();
            }
            // A message that a failed function gave back is invisible for 10 s: a tick in that time may be over without the request.
            while (!stop.IsCompletedSuccessfully && ++tries < 5);
            Assert.True(stop.IsCompletedSuccessfully, $"No tick came to the request of kill {Array.IndexOf(Kills, (at, isServed, answer)) + 1}.");
        }

        await RoutineHost.FinishAsync(data, proxy.ConnectionString, (steps + 1) * RoutineHost.Step);

        var reader = new RoutineTables(connection);
        var (_, runs) = await reader.ReadAsync(id, due);
        Assert.DoesNotContain(runs, run => run.Outcome == RunOutcome.Failed);
    }

    // By its key, as the runner does.
    private static bool IsSlotRead(string request) =>
        request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/slots(PartitionKey", StringComparison.Ordinal);
}
