using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Tables;

namespace BotGateway.Training;

/// <summary>
/// Jobs in table <c>jobs</c>: PartitionKey = client; RowKey = <c>job_</c> + job, <c>intent_</c> + file for one that may have been created, and
/// <c>model_</c> + base64url of its name for each trained model, so that its owner is known without reading the jobs.
/// </summary>
/// <param name="service">The Table service.</param>
/// <param name="clock">Gives the time of changes.</param>
public sealed class JobStore(TableServiceClient service, TimeProvider clock) : IJobStore
{
    private const int PageSize = 50;

    // No service gives names as long as this; longer ones could exceed the 1 KiB (in UTF-16) of a key.
    private const int MaxModelBytes = 256;

    private readonly Table _table = new(service.GetTableClient("jobs"));

    /// <inheritdoc/>
    public Task AddIntentAsync(Client owner, string trainingFileId, CancellationToken cancellation) => _table.TryWriteAsync(
        TableTransactionActionType.UpsertReplace,
        new TableEntity(owner.Id, IntentKey(trainingFileId)) { ["FileId"] = trainingFileId, ["NotedAt"] = clock.GetUtcNow() },
        cancellation);

    /// <inheritdoc/>
    public Task DropIntentAsync(Client owner, string trainingFileId, CancellationToken cancellation) =>
        _table.TryWriteAsync([DeleteIntent(owner, trainingFileId)], cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrainingIntent> ReadIntentsAsync(Client owner, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The backquote is the character after the underscore.
        await foreach (var row in _table.ReadRangeAsync(owner.Id, "intent_", "intent`", PageSize, cancellation))
            yield return new TrainingIntent(row.GetString("FileId"), row.GetDateTimeOffset("NotedAt")!.Value);
    }

    /// <inheritdoc/>
    public Task AddAsync(Client owner, FineTuningJob job, DateTimeOffset submittedAt, CancellationToken cancellation) => _table.TryWriteAsync(
        [
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToRow(owner, job, submittedAt)),
            .. ModelRow(owner, job),
            DeleteIntent(owner, job.TrainingFileId),
        ],
        cancellation);

    /// <inheritdoc/>
    public async Task<RecordedJob?> FindAsync(Client owner, string jobId, CancellationToken cancellation) =>
        JobId.IsPossible(jobId) && await _table.FindAsync(owner.Id, JobKey(jobId), cancellation) is { } row
            ? FromRow(row)
            : null;

    /// <inheritdoc/>
    public async Task UpdateAsync(Client owner, RecordedJob recorded, FineTuningJob job, CancellationToken cancellation)
    {
        // Of two checks at once, the later to write may have asked earlier. Only a final status is certain to be the newest, and brings the model along.
        while (!await TryUpdateAsync(owner, recorded, job, cancellation) && job.HasEnded)
        {
            if (await FindAsync(owner, job.Id, cancellation) is not { Job.HasEnded: false } newer)
                return;
            recorded = newer;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> OwnsModelAsync(Client owner, string model, CancellationToken cancellation) =>
        Encoding.UTF8.GetByteCount(model) <= MaxModelBytes && await _table.FindAsync(owner.Id, ModelKey(model), cancellation) is not null;

    private Task<bool> TryUpdateAsync(Client owner, RecordedJob recorded, FineTuningJob job, CancellationToken cancellation) => _table.TryWriteAsync(
        [
            new TableTransactionAction(
                TableTransactionActionType.UpdateReplace, ToRow(owner, job, recorded.SubmittedAt), new ETag(recorded.Version)),
            .. ModelRow(owner, job),
        ],
        cancellation);

    private static string JobKey(string jobId) => $"job_{jobId}";

    private static string IntentKey(string fileId) => $"intent_{fileId}";

    // Model names may hold characters that a key must not.
    private static string ModelKey(string model) => $"model_{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(model))}";

    private static TableTransactionAction DeleteIntent(Client owner, string fileId) =>
        new(TableTransactionActionType.Delete, new TableEntity(owner.Id, IntentKey(fileId)), ETag.All);

    private static IEnumerable<TableTransactionAction> ModelRow(Client owner, FineTuningJob job) => job.Model is null
        ? []
        : [new(TableTransactionActionType.UpsertReplace, new TableEntity(owner.Id, ModelKey(job.Model)) { ["Model"] = job.Model, ["JobId"] = job.Id })];

    private TableEntity ToRow(Client owner, FineTuningJob job, DateTimeOffset submittedAt)
    {
        var row = new TableEntity(owner.Id, JobKey(job.Id))
        {
            ["JobId"] = job.Id,
            ["Status"] = job.Status,
            ["FileId"] = job.TrainingFileId,
            ["Model"] = job.Model,
            ["EstimatedFinish"] = job.EstimatedFinish,
            ["SubmittedAt"] = submittedAt,
            ["CheckedAt"] = clock.GetUtcNow(),
            ["ErrorCode"] = job.Error?.Code,
        };
        if (job.Error is { } error)
            row.SetText("ErrorMessage", error.Message);
        return row;
    }

    private static RecordedJob FromRow(TableEntity row) => new(
        new FineTuningJob(
            row.GetString("JobId"),
            row.GetString("Status"),
            row.GetString("FileId"),
            row.GetString("Model"),
            row.GetDateTimeOffset("EstimatedFinish"),
            row.GetString("ErrorCode") is { } code ? new FineTuningError(code, row.GetText("ErrorMessage")) : null),
        row.GetDateTimeOffset("SubmittedAt")!.Value,
        row.ETag.ToString());
}
