using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Routines;
using BotGateway.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Benchmarks;

/// <summary>Writes routines by the product's own stores, and reads what has become of them.</summary>
/// <param name="services">FunctionApp's services.</param>
internal sealed class SampleRows(IServiceProvider services)
{
    private const int Parallelism = 16;

    /// <summary>Writes a client's routines on one bot.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="count">How many.</param>
    /// <param name="message">Their message.</param>
    /// <param name="onOneThread">Whether they share one thread; else each has its own.</param>
    /// <param name="due">The only time they are due in the coming year; null for every minute.</param>
    /// <param name="stop">Stops.</param>
    public async Task AddAsync(string clientId, int count, string message, bool onOneThread, DateTimeOffset? due, CancellationToken stop)
    {
        services.GetRequiredService<ClientDirectory>().TryFind(clientId, out var client);
        var bot = new Bot(EntityId.New("bot", TimeProvider.System), "Benchmark", "Contesta en una frase.", "gpt-4.1-mini");
        await services.GetRequiredService<IBotStore>().AddAsync(client!, bot, stop);
        var shared = EntityId.New("thread", TimeProvider.System);
        if (onOneThread)
            await services.GetRequiredService<IThreadStore>().AddAsync(client!, new NewThread(shared), stop);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = stop }, async (_, cancel) =>
        {
            var thread = onOneThread ? shared : EntityId.New("thread", TimeProvider.System);
            if (!onOneThread)
                await services.GetRequiredService<IThreadStore>().AddAsync(client!, new NewThread(thread), cancel);
            await services.GetRequiredService<IRoutineStore>().AddAsync(Make(clientId, bot.Id, thread, message, due), cancel);
        });
    }

    /// <summary>Reads what has become of a client's due times; of all clients' if it is null.</summary>
    public async Task<IReadOnlyList<SampleRun>> ReadRunsAsync(string? clientId, CancellationToken stop)
    {
        var table = services.GetRequiredService<TableServiceClient>().GetTableClient("routines");
        var owned = new HashSet<string>(StringComparer.Ordinal);
        if (clientId is not null)
        {
            var key = RoutineRow.Key(clientId, "");
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {key} and RowKey lt {key + "~"}"), cancellationToken: stop))
                owned.Add(row.RowKey[key.Length..]);
        }

        var runs = new List<SampleRun>();
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey ge 'run_' and RowKey lt 'run`'", select: ["RowKey", "Due", "Finished", "Outcome", "Missed"], cancellationToken: stop))
        {
            var id = row.RowKey["run_".Length..row.RowKey.LastIndexOf('_')];
            if (clientId is null || owned.Contains(id))
                runs.Add(new SampleRun(id, row.GetDateTimeOffset("Due")!.Value, row.GetDateTimeOffset("Finished"), row.GetString("Outcome"), row.GetInt32("Missed") ?? 0));
        }

        return runs;
    }

    /// <summary>Counts the turns of each thread that has any.</summary>
    public async Task<IReadOnlyCollection<int>> CountTurnsAsync(CancellationToken stop)
    {
        var table = services.GetRequiredService<TableServiceClient>().GetTableClient("threads");
        var turns = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey ge 'turn_' and RowKey lt 'turn`'", select: ["PartitionKey"], cancellationToken: stop))
            turns[row.PartitionKey] = turns.GetValueOrDefault(row.PartitionKey) + 1;
        return turns.Values;
    }

    private static Routine Make(string clientId, string botId, string threadId, string message, DateTimeOffset? due)
    {
        var now = DateTimeOffset.UtcNow;
        var schedule = due is { } time ? string.Create(CultureInfo.InvariantCulture, $"0 0 1 {time.AddMonths(6).Month} *") : "* * * * *";
        var routine = new Routine
        {
            Id = EntityId.New("routine", TimeProvider.System),
            ClientId = clientId,
            BotId = botId,
            ThreadId = threadId,
            Plan = new RoutinePlan("Benchmark", message, Schedule.Parse(schedule, "Etc/UTC"), null, null, null),
        }.Activate(now);
        return due is null ? routine : routine with { Due = due, DueAt = due };
    }
}
