using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;
using BotGateway.Telemetry;

namespace BotGateway.FineTuning;

/// <summary>
/// Jobs in table <c>jobs</c>: PartitionKey = the client's shard; RowKey = <c>job_</c> + client + job, <c>intent_</c> + client + id for one that may have
/// been created, <c>model_</c> + client + name for each trained model, so that its owner is known without reading the jobs, and places on the agenda
/// <c>due</c> for jobs and intents that the timer must look at. A client's rows share a shard, unlike routines', since a job takes the place of its intent in
/// one batch; clients train a few times a day, and one partition takes 2,000 rows a second.
/// </summary>
internal sealed class JobStore : IJobStore
{
    private const int PageSize = 50;

    // Of each shard and tick: what is not found now is found in the next tick.
    private const int MostDue = 1000;

    private readonly Table _table;
    private readonly Agenda _due;
    private readonly GatewayMetrics _metrics;

    /// <summary>Makes the store; nothing is sent yet.</summary>
    public JobStore(TableServiceClient service, GatewayMetrics metrics)
    {
        _metrics = metrics;
        _table = new Table(service.GetTableClient("jobs"));
        _due = new Agenda(_table, "due");
    }

    public Task AddIntentAsync(TrainingIntent intent, CancellationToken cancellation)
    {
        var row = IntentRow.From(intent);
        return _table.TryWriteAsync(
            [new(TableTransactionActionType.UpsertReplace, row), .. _due.Move(row.PartitionKey, row.RowKey, null, intent.WakeAt)],
            cancellation);
    }

    public Task DropIntentAsync(TrainingIntent intent, CancellationToken cancellation) =>
        _table.TryWriteAsync([.. Drop(intent)], cancellation);

    public async IAsyncEnumerable<TrainingIntent> ReadIntentsAsync(Client client, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The semicolon is the character after the colon.
        await foreach (var row in _table.ReadRangeAsync(
            Agenda.ShardOf(client.Id), IntentRow.FirstKey(client.Id), $"intent_{client.Id};", PageSize, cancellation))
        {
            yield return IntentRow.ToIntent(row);
        }
    }

    public async Task<TrainingIntent?> FindIntentAsync(string clientId, string id, CancellationToken cancellation) =>
        await _table.FindAsync(Agenda.ShardOf(clientId), IntentRow.Key(clientId, id), cancellation) is { } row
            ? IntentRow.ToIntent(row)
            : null;

    public async Task AddAsync(TrainingIntent intent, RecordedJob job, CancellationToken cancellation)
    {
        var row = JobRow.From(job);
        var isAdded = await _table.TryWriteAsync(
            [
                new(TableTransactionActionType.UpsertReplace, row),
                .. _due.Move(row.PartitionKey, row.RowKey, null, job.WakeAt),
                .. OwnModel(job),
                .. Drop(intent),
            ],
            cancellation);
        if (isAdded)
            _metrics.CountJob(job.Job.Status);
    }

    public async Task<RecordedJob?> FindAsync(string clientId, string jobId, CancellationToken cancellation) =>
        await _table.FindAsync(Agenda.ShardOf(clientId), JobRow.Key(clientId, jobId), cancellation) is { } row
            ? JobRow.ToJob(row)
            : null;

    public async Task<RecordedJob?> TryReplaceAsync(RecordedJob before, RecordedJob after, CancellationToken cancellation)
    {
        var row = JobRow.From(after);
        TableTransactionAction[] changes =
        [
            new(TableTransactionActionType.UpdateReplace, row, new ETag(before.Version)),
            .. _due.Move(row.PartitionKey, row.RowKey, before.WakeAt, after.WakeAt),
            .. OwnModel(after),
        ];
        if (await _table.TryReplaceAsync(changes, cancellation) is not { } version)
            return null;

        if (after.Job.Status != before.Job.Status)
            _metrics.CountJob(after.Job.Status);
        return after with { Version = version };
    }

    public IAsyncEnumerable<RecordedJob> ReadOpenAsync(string clientId, CancellationToken cancellation) =>
        ReadAsync(clientId, "WakeAt ge datetime'1601-01-01T00:00:00Z'", cancellation);

    public IAsyncEnumerable<RecordedJob> ReadWithFilesAsync(string clientId, CancellationToken cancellation) =>
        ReadAsync(clientId, "HasFiles eq true", cancellation);

    public async Task<string?> FindByModelAsync(Client client, string model, CancellationToken cancellation) =>
        await _table.FindAsync(Agenda.ShardOf(client.Id), ModelRow.Key(client.Id, model), cancellation) is { } row
            ? row.GetText("JobId")
            : null;

    public async Task<DueJobs> ReadDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var items = await _due.ReadDueAsync(now, MostDue, cancellation);
        var open = items.Select(item => (Item: item, Open: item.Time is null ? null : JobRow.TryReadKey(item.Row, out var job) ? job : IntentRow.TryReadKey(item.Row))).ToList();
        return new DueJobs([.. open.Select(each => each.Open).OfType<OpenItem>()], [.. open.Where(each => each.Open is null).Select(each => each.Item)]);
    }

    public Task SetAsideAsync(AgendaItem item, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([.. Agenda.SetAside(item)], cancellationToken);

    // The semicolon is the character after the colon.
    private IAsyncEnumerable<RecordedJob> ReadAsync(string clientId, string condition, CancellationToken cancellation) =>
        _table.ReadRangeAsync(Agenda.ShardOf(clientId), $"job_{clientId}:", $"job_{clientId};", PageSize, cancellation, condition: condition).Select(JobRow.ToJob);

    private static IEnumerable<TableTransactionAction> OwnModel(RecordedJob job) => job.UsableModel is { } model
        ? [new(TableTransactionActionType.UpsertReplace, ModelRow.From(job, model))]
        : [];

    private IEnumerable<TableTransactionAction> Drop(TrainingIntent intent)
    {
        var row = IntentRow.From(intent);
        yield return new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All);
        foreach (var place in _due.Move(row.PartitionKey, row.RowKey, intent.WakeAt, null))
            yield return place;
    }
}
