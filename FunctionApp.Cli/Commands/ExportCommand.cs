using System.CommandLine;
using System.Text.Json.Nodes;
using BotGateway.Client;

namespace BotGateway.Cli.Commands;

/// <summary><c>export</c>: all of the client's data as JSON Lines.</summary>
internal static class ExportCommand
{
    // The most that the event usage takes.
    private const int UsageDays = 92;

    public static Command Create(Tool tool) => tool.Command(
        "export",
        tool.Words["Print all of the client's data as JSON Lines", "Muestra todos los datos del cliente como JSON Lines"],
        async (run, cancellationToken) =>
        {
            var export = new Export(run);
            await export.RunAsync(cancellationToken);
            if (export.Failures == 0)
                return ExitCode.Ok;
            run.Output.Note(run.Words[$"{export.Failures} items could not be read.", $"No se pudieron leer {export.Failures} elementos."]);
            return ExitCode.Partial;
        });

    private sealed class Export(Invocation run)
    {
        private readonly BotGatewayClient _client = run.Client;

        public int Failures { get; private set; }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await EachAsync("bot", _client.ListBots(), each => each.BotId, id => _client.GetBotAsync(new() { BotId = id }, cancellationToken), cancellationToken);
            await foreach (var thread in _client.ListThreads().WithCancellation(cancellationToken))
            {
                Write("thread", thread);
                await TryAsync(thread.ThreadId, () => WriteTurnsAsync(thread.ThreadId, cancellationToken));
            }

            await EachAsync(
                "routine", _client.ListRoutines(), each => each.RoutineId,
                id => _client.GetRoutineAsync(new() { RoutineId = id }, cancellationToken), cancellationToken);
            await EachAsync(
                "job", _client.ListJobs(), each => each.JobId,
                id => _client.CheckTrainAsync(new() { Id = id, Details = true }, cancellationToken), cancellationToken);
            await foreach (var model in _client.ListModels().WithCancellation(cancellationToken))
                Write("model", model);
            var today = DateOnly.FromDateTime(run.Profile.Clock(run.Words).GetUtcNow().UtcDateTime);
            var usage = _client.ListUsage(new() { From = Day(today.AddDays(1 - UsageDays)), To = Day(today) });
            await foreach (var sum in usage.WithCancellation(cancellationToken))
                Write("usage", sum);
        }

        private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        private async Task EachAsync<TItem, TDetails>(
            string type, IAsyncEnumerable<TItem> items, Func<TItem, string> idOf, Func<string, Task<TDetails>> read, CancellationToken cancellationToken)
        {
            await foreach (var id in items.Select(idOf).WithCancellation(cancellationToken))
                await TryAsync(id, async () => Write(type, await read(id)));
        }

        private async Task WriteTurnsAsync(string thread, CancellationToken cancellationToken)
        {
            await foreach (var turn in _client.ListTurns(new() { ThreadId = thread, Limit = 100 }).WithCancellation(cancellationToken))
                Write("turn", turn, ("thread_id", thread));
        }

        // One that cannot be read, or was deleted meanwhile, does not keep the others.
        private async Task TryAsync(string id, Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (BotGatewayResponseException failure)
            {
                Failures++;
                run.Output.Note($"{id}: {(int)failure.Status}: {failure.Message}");
            }
        }

        private void Write<T>(string type, T record, params IEnumerable<(string Name, string Value)> more)
        {
            var line = new JsonObject { ["type"] = type };
            foreach (var (name, value) in more)
                line[name] = value;
            foreach (var (name, value) in Output.NodeOf(record)!.AsObject())
                line[name] = value?.DeepClone();
            run.Output.WriteJson(line);
        }
    }
}
