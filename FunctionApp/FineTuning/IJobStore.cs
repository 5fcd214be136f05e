using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>Keeps the clients' fine-tuning jobs. A client's jobs do not exist for another.</summary>
internal interface IJobStore
{
    /// <summary>Notes what is about to be uploaded and created, or what of it is there now, so that it is found again after a crash.</summary>
    Task AddPendingAsync(PendingJob pending, CancellationToken cancellationToken);

    Task DropPendingAsync(PendingJob pending, CancellationToken cancellationToken);

    /// <summary>Lists a client's pending jobs that no job was recorded for.</summary>
    IAsyncEnumerable<PendingJob> ReadPendingAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Records a job in place of its pending entry, unless that was done already.</summary>
    Task AddAsync(PendingJob pending, TrainingJob job, CancellationToken cancellationToken);

    /// <returns>The job, or null where the client has none of this id.</returns>
    Task<TrainingJob?> FindAsync(string clientId, string jobId, CancellationToken cancellationToken);

    /// <summary>Writes a job's next state, unless it has changed since it was read.</summary>
    /// <returns>The job as it is stored now, or null if it had changed.</returns>
    Task<TrainingJob?> TryReplaceAsync(TrainingJob before, TrainingJob after, CancellationToken cancellationToken);

    /// <returns>The job's id, or null if none of the client's recorded jobs trained it.</returns>
    Task<string?> FindByModelAsync(Client client, string model, CancellationToken cancellationToken);

    /// <returns>A job that was submitted as one of these pending jobs; null if none was.</returns>
    Task<TrainingJob?> FindByPendingAsync(string clientId, IReadOnlySet<string> pendingIds, DateTimeOffset submittedSince, CancellationToken cancellationToken);

    /// <returns>A job of the same data, model and hyperparameters; null if there is none.</returns>
    Task<TrainingJob?> FindByFingerprintAsync(string clientId, string fingerprint, DateTimeOffset submittedSince, CancellationToken cancellationToken);

    /// <summary>Finds the jobs and pending jobs that the timer must look at.</summary>
    Task<DueJobs> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes an index entry that does not lead to a job, and keeps it under another key.</summary>
    Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken);

    /// <summary>Removes the index entries of a job that is unreadable or missing. The row of a pending job is also moved to another key.</summary>
    Task SetAsideAsync(OpenItem item, CancellationToken cancellationToken);

    /// <summary>Removes stale index entries of a job, unless it has changed since it was read.</summary>
    Task TidyAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <returns>The pending job, or null if it no longer exists.</returns>
    Task<PendingJob?> FindPendingAsync(string clientId, string id, CancellationToken cancellationToken);

    /// <summary>Reads jobs in the order of their ids, beginning after one of them, which need not exist.</summary>
    IAsyncEnumerable<TrainingJob> ReadPageAsync(string clientId, string? after, int most, CancellationToken cancellationToken);

    /// <returns>The job that trains on a file or is measured with it and has not deleted it; null where the client has none.</returns>
    Task<TrainingJob?> FindByFileAsync(string clientId, string fileId, CancellationToken cancellationToken);

    /// <summary>Lists a client's jobs that the timer still looks at.</summary>
    IAsyncEnumerable<TrainingJob> ReadOpenAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Lists a client's jobs whose models are deployed or were.</summary>
    IAsyncEnumerable<TrainingJob> ReadWithDeploymentAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Lists a client's jobs whose files are at the service, settled ones too.</summary>
    IAsyncEnumerable<TrainingJob> ReadWithFilesAsync(string clientId, CancellationToken cancellationToken);
}

internal sealed record OpenItem(string ClientId, string Id, bool IsPending);
