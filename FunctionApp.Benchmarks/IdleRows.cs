using System.Diagnostics;
using Azure.Data.Tables;
using BotGateway.FineTuning;
using BotGateway.Routines;
using BotGateway.Tables;

namespace BotGateway.Benchmarks;

/// <summary>Writes idle routines and jobs that have ended, as the app's stores would write them, but in large batches.</summary>
internal sealed class IdleRows(TableServiceClient service, DateTimeOffset now, Action<string> report)
{
    // The Table service's limit for a batch.
    private const int BatchSize = 100;

    // Items grouped by partition at a time; with 16 shards, batches are mostly full.
    private const int PortionSize = 10_000;

    private const int Parallelism = 8;

    public async Task WriteAsync(int count, CancellationToken cancellationToken)
    {
        var routines = new Table(service.GetTableClient("routines"));
        await WriteAsync("idle routines", "routines", count, Routine(new DueIndex(routines, "due")), cancellationToken);
        await WriteAsync("ended jobs", "jobs", count, Job, cancellationToken);
    }

    private async Task WriteAsync(
        string what, string table, int count, Func<int, IEnumerable<TableTransactionAction>> rows, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await service.CreateTableIfNotExistsAsync(table, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        foreach (var portion in Enumerable.Range(0, count).Chunk(PortionSize))
        {
            var batches = portion.SelectMany(rows).GroupBy(row => row.Entity.PartitionKey).SelectMany(shard => shard.Chunk(BatchSize));
            await Parallel.ForEachAsync(
                batches, parallel, async (batch, cancel) => await service.GetTableClient(table).SubmitTransactionAsync(batch, cancel));
            report($"  {portion[^1] + 1:N0} {what}, {watch.Elapsed.TotalSeconds:F0} s");
        }
    }

    private Func<int, IEnumerable<TableTransactionAction>> Routine(DueIndex due) => number =>
    {
        var routine = SampleRoutine.Of(number, now);
        var row = RoutineRow.From(routine);
        // All rows are new, so Azurite need not search for existing ones.
        var places = due.Move(row.PartitionKey, row.RowKey, null, routine.DueAt).Select(place => place.Entity);
        return [.. places.Prepend(row).Select(each => new TableTransactionAction(TableTransactionActionType.Add, each))];
    };

    private IEnumerable<TableTransactionAction> Job(int number)
    {
        var job = SampleJob.CreateEnded(number, now);
        return
        [
            new(TableTransactionActionType.Add, JobRow.From(job)),
            new(TableTransactionActionType.Add, ModelRow.From(job, job.UsableModel!)),
        ];
    }
}
