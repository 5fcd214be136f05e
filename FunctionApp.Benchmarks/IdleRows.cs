using System.Diagnostics;
using Azure.Data.Tables;
using BotGateway.FineTuning;
using BotGateway.Routines;
using BotGateway.Tables;

namespace BotGateway.Benchmarks;

/// <summary>
/// Writes routines that are not due and jobs that are settled: the rows that the product's stores write for them, but of many items in one batch.
/// </summary>
/// <param name="service">The Table service.</param>
/// <param name="now">The time.</param>
/// <param name="report">Gets a line now and then.</param>
internal sealed class IdleRows(TableServiceClient service, DateTimeOffset now, Action<string> report)
{
    // The Table service's limit of a batch.
    private const int BatchSize = 100;

    // Items that are grouped by partition at once; with 16 shards, batches are mostly full.
    private const int PortionSize = 10_000;

    private const int Parallelism = 8;

    /// <summary>Writes them.</summary>
    /// <param name="count">How many of both.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when they are written.</returns>
    public async Task WriteAsync(int count, CancellationToken cancellationToken)
    {
        var routines = new Table(service.GetTableClient("routines"));
        await WriteAsync("routines that are not due", "routines", count, Routine(new DueIndex(routines, "due")), cancellationToken);
        await WriteAsync("jobs that are settled", "jobs", count, Job, cancellationToken);
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
        // All are new, so that Azurite need not look for the places first.
        var places = due.Move(row.PartitionKey, row.RowKey, null, routine.DueAt).Select(place => place.Entity);
        return [.. places.Prepend(row).Select(each => new TableTransactionAction(TableTransactionActionType.Add, each))];
    };

    private IEnumerable<TableTransactionAction> Job(int number)
    {
        var job = SampleJob.Settled(number, now);
        return
        [
            new(TableTransactionActionType.Add, JobRow.From(job)),
            new(TableTransactionActionType.Add, ModelRow.From(job, job.UsableModel!)),
        ];
    }
}
