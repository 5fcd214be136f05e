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
        public int Failures { get; private set; }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await EachAsync(run.Client.ListBots(), "bot", each => each.BotId, (each, cancel) => run.Client.GetBotAsync(new() { BotId = each.BotId }, cancel), cancellationToken);
            await foreach (var thread in run.Client.ListThreads().WithCancellation(cancellationToken))
            {
                Write("thread", thread);
                await TryAsync(thread.ThreadId, () => WriteTurnsAsync(thread.ThreadId, cancellationToken));
            }

            await EachAsync(run.Client.ListRoutines(), "routine", each => each.RoutineId, (each, cancel) => run.Client.GetRoutineAsync(new() { RoutineId = each.RoutineId }, cancel), cancellationToken);
            await EachAsync(run.Client.ListJobs(), "job", each => each.JobId, (each, cancel) => run.Client.CheckTrainAsync(new() { Id = each.JobId, Details = true }, cancel), cancellationToken);
            await foreach (var model in run.Client.ListModels().WithCancellation(cancellationToken))
                Write("model", model);
            var today = DateOnly.FromDateTime(run.Profile.Clock(run.Words).GetUtcNow().UtcDateTime);
            await foreach (var sum in run.Client.ListUsage(new() { From = Day(today.AddDays(1 - UsageDays)), To = Day(today) }).WithCancellation(cancellationToken))
                Write("usage", sum);
        }

        private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        private async Task EachAsync<TItem, TDetails>(
            IAsyncEnumerable<TItem> items, string type, Func<TItem, string> id, Func<TItem, CancellationToken, Task<TDetails>> read, CancellationToken cancellationToken)
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
                await TryAsync(id(item), async () => Write(type, await read(item, cancellationToken)));
        }

        private async Task WriteTurnsAsync(string thread, CancellationToken cancellationToken)
        {
            await foreach (var turn in run.Client.ListTurns(new() { ThreadId = thread, Limit = 100 }).WithCancellation(cancellationToken))
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
