using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;
using BotGateway.Telemetry;
using BotGateway.Webhooks;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>
/// Jobs in table <c>jobs</c>: PartitionKey = the client's shard; RowKey = <c>job_</c> + client + job, <c>intent_</c> + client + id for one that may have
/// been created, <c>model_</c> + client + name for each trained model, so that its owner is known without reading the jobs, and entries of the index
/// <c>due</c> for jobs and pending jobs that the timer processes. Unlike routines, a client's rows share a shard, because a job replaces its pending job in
/// one batch; clients train a few times a day, and one partition takes 2,000 rows a second.
/// </summary>
internal sealed class JobStore : IJobStore
{
    private const int PageSize = 50;

    // Per shard and tick; the rest is found by the next tick.
    private const int MostDue = 1000;

    // Far above the services' own; the query is part of an address, whose length is limited.
    private const int MaxFileIdLength = 256;

    private readonly Table _table;
    private readonly DueIndex _due;
    private readonly Outbox _outbox;
    private readonly GatewayMetrics _metrics;
    private readonly RowReader _rows;

    public JobStore(TableServiceClient service, Outbox outbox, GatewayMetrics metrics, ILogger<JobStore> logger)
    {
        _outbox = outbox;
        _metrics = metrics;
        _rows = new RowReader(logger);
        _table = new Table(service.GetTableClient("jobs"));
        _due = new DueIndex(_table, "due");
    }

    public Task AddPendingAsync(PendingJob pending, CancellationToken cancellationToken)
    {
        var row = PendingJobRow.From(pending);
        return _table.TryWriteAsync(
            [new(TableTransactionActionType.UpsertReplace, row), .. _due.Move(row.PartitionKey, row.RowKey, null, pending.DueAt)],
            cancellationToken);
    }

    public Task DropPendingAsync(PendingJob pending, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([.. Drop(pending)], cancellationToken);

    public IAsyncEnumerable<PendingJob> ReadPendingAsync(Client client, CancellationToken cancellationToken) => _rows.ReadAllAsync(
        _table.ReadRangeAsync(DueIndex.ShardOf(client.Id), PendingJobRow.FirstKey(client.Id), PendingJobRow.EndKey(client.Id), PageSize, cancellationToken),
        PendingJobRow.ToPendingJob);

    public async Task<PendingJob?> FindPendingAsync(string clientId, string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(DueIndex.ShardOf(clientId), PendingJobRow.Key(clientId, id), cancellationToken) is { } row
            ? RowReader.Read(row, PendingJobRow.ToPendingJob, "pending job", id)
            : null;

    public async Task AddAsync(PendingJob pending, TrainingJob job, CancellationToken cancellationToken)
    {
        var row = JobRow.From(job);
        var isAdded = await _table.TryWriteAsync(
            [
                new(TableTransactionActionType.UpsertReplace, row),
                .. _due.Move(row.PartitionKey, row.RowKey, null, job.DueAt),
                .. OwnModel(job),
                .. Drop(pending),
                .. _outbox.Add(job.ClientId, row.PartitionKey, JobEvents.Of(before: null, job)),
            ],
            cancellationToken);
        if (isAdded)
            _metrics.CountJob(job.Job.Status);
    }

    public async Task<TrainingJob?> FindAsync(string clientId, string jobId, CancellationToken cancellationToken) =>
        await _table.FindAsync(DueIndex.ShardOf(clientId), JobRow.Key(clientId, jobId), cancellationToken) is { } row
            ? RowReader.Read(row, JobRow.ToJob, "job", jobId)
            : null;

    public async Task<TrainingJob?> TryReplaceAsync(TrainingJob before, TrainingJob after, CancellationToken cancellationToken)
    {
        var row = JobRow.From(after);
        TableTransactionAction[] changes =
        [
            new(TableTransactionActionType.UpdateReplace, row, new ETag(before.Version)),
            .. _due.Move(row.PartitionKey, row.RowKey, before.DueAt, after.DueAt),
            .. before.ModelRemoval == after.ModelRemoval ? OwnModel(after) : DisownModels(before),
            .. _outbox.Add(after.ClientId, row.PartitionKey, JobEvents.Of(before, after)),
        ];
        if (await _table.TryReplaceAsync(changes, cancellationToken) is not { } version)
            return null;

        if (after.Job.Status != before.Job.Status)
            _metrics.CountJob(after.Job.Status);
        return after with { Version = version };
    }

    // The exclamation mark comes before every character of an id.
    public IAsyncEnumerable<TrainingJob> ReadPageAsync(string clientId, string? after, int most, CancellationToken cancellationToken) => _rows.ReadAllAsync(
        _table.ReadRangeAsync(
            DueIndex.ShardOf(clientId), after is null ? JobRow.FirstKey(clientId) : $"{JobRow.Key(clientId, after)}!", JobRow.EndKey(clientId), most, cancellationToken),
        JobRow.ToJob).Take(most);

    public async Task<TrainingJob?> FindByFileAsync(string clientId, string fileId, CancellationToken cancellationToken) => fileId.Length > MaxFileIdLength
        ? null
        : await ReadAsync(clientId, TableClient.CreateQueryFilter($"(FileId eq {fileId} or ValidationFileId eq {fileId})"), cancellationToken)
            .FirstOrDefaultAsync(job => job.HasFiles && job.Files.Contains(fileId), cancellationToken);

    public IAsyncEnumerable<TrainingJob> ReadWithDeploymentAsync(string clientId, CancellationToken cancellationToken) =>
        ReadAsync(clientId, "DeploymentName ge ''", cancellationToken);

    public IAsyncEnumerable<TrainingJob> ReadOpenAsync(string clientId, CancellationToken cancellationToken) =>
        ReadAsync(clientId, "WakeAt ge datetime'1601-01-01T00:00:00Z'", cancellationToken);

    public IAsyncEnumerable<TrainingJob> ReadWithFilesAsync(string clientId, CancellationToken cancellationToken) =>
        ReadAsync(clientId, "HasFiles eq true", cancellationToken);

    public async Task<string?> FindByModelAsync(Client client, string model, CancellationToken cancellationToken) =>
        await _table.FindAsync(DueIndex.ShardOf(client.Id), ModelRow.Key(client.Id, model), cancellationToken) is { } row && !ModelRow.IsDeleted(row)
            ? RowReader.Read(row, ModelRow.ReadJobId, "model", model)
            : null;

    public async Task<TrainingJob?> FindByPendingAsync(
        string clientId, IReadOnlySet<string> pendingIds, DateTimeOffset submittedSince, CancellationToken cancellationToken) =>
        await ReadAsync(clientId, TableClient.CreateQueryFilter($"SubmittedAt ge {submittedSince}"), cancellationToken)
            .FirstOrDefaultAsync(job => job.PendingId is { } id && pendingIds.Contains(id), cancellationToken);

    public async Task<TrainingJob?> FindByFingerprintAsync(
        string clientId, string fingerprint, DateTimeOffset submittedSince, CancellationToken cancellationToken) =>
        await ReadAsync(clientId, TableClient.CreateQueryFilter($"Fingerprint eq {fingerprint} and SubmittedAt ge {submittedSince}"), cancellationToken)
            // Of several the first, whatever their ids: the keys are in no order of time.
            .MinByAsync(job => (job.SubmittedAt, job.Version), cancellationToken: cancellationToken);

    public async Task<DueJobs> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = await _due.ReadDueAsync(now, MostDue, cancellationToken);
        var open = items.Select(item => (Item: item, Open: TryReadEntry(item))).ToList();
        return new DueJobs([.. open.Select(each => each.Open).OfType<OpenItem>()], [.. open.Where(each => each.Open is null).Select(each => each.Item)]);
    }

    public Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken) =>
        _table.TryWriteAsync([.. DueIndex.SetAside(item)], cancellationToken);

    public async Task SetAsideAsync(OpenItem item, CancellationToken cancellationToken)
    {
        var (partition, key) = KeyOf(item);
        // If it has changed in the meantime, the next tick processes it again.
        if (await _table.FindAsync(partition, key, cancellationToken) is { } row
            && !await _table.TryWriteAsync([.. item.IsPending ? PendingJobRow.SetAside(row) : Rest(row)], cancellationToken))
        {
            return;
        }

        await _due.LeaveAsync(partition, key, cancellationToken);
    }

    public Task TidyAsync(TrainingJob job, CancellationToken cancellationToken) => _due.TidyAsync(
        new TableEntity(DueIndex.ShardOf(job.ClientId), JobRow.Key(job.ClientId, job.Job.Id)) { ETag = new ETag(job.Version) }, job.DueAt, cancellationToken);

    // Everything stays except the due time: the row has no index entry any more.
    private static IEnumerable<TableTransactionAction> Rest(TableEntity row)
    {
        row.Remove("WakeAt");
        yield return new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, row.ETag);
    }

    private static (string Partition, string Key) KeyOf(OpenItem item) => (
        DueIndex.ShardOf(item.ClientId), item.IsPending ? PendingJobRow.Key(item.ClientId, item.Id) : JobRow.Key(item.ClientId, item.Id));

    // Null if it leads to neither a job nor a pending job.
    private static OpenItem? TryReadEntry(DueIndexEntry item) =>
        item.Time is not null
        && (JobRow.TryReadKey(item.Row, out var job) ? job : PendingJobRow.TryReadKey(item.Row)) is { } open
        && KeyOf(open) == (item.Partition, item.Row)
            ? open
            : null;

    private IAsyncEnumerable<TrainingJob> ReadAsync(string clientId, string condition, CancellationToken cancellationToken) => _rows.ReadAllAsync(
        _table.ReadRangeAsync(DueIndex.ShardOf(clientId), JobRow.FirstKey(clientId), JobRow.EndKey(clientId), PageSize, cancellationToken, condition: condition), JobRow.ToJob);

    private static IEnumerable<TableTransactionAction> OwnModel(TrainingJob job) => job.UsableModel is { } model
        ? [new(TableTransactionActionType.UpsertReplace, ModelRow.From(job, model))]
        : [];

    private static IEnumerable<TableTransactionAction> DisownModels(TrainingJob job) => new[] { job.Deployment?.Name, job.Job.Model }
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Select(model => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ModelRow.Deleted(job, model)));

    private IEnumerable<TableTransactionAction> Drop(PendingJob pending)
    {
        var row = PendingJobRow.From(pending);
        yield return new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All);
        foreach (var entry in _due.Move(row.PartitionKey, row.RowKey, pending.DueAt, null))
            yield return entry;
    }
}
