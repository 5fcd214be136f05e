using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.FineTuning;

/// <summary>Keeps the clients' fine-tuning jobs. A client's jobs do not exist for another.</summary>
internal interface IJobStore
{
    /// <summary>Notes what is about to be uploaded and created, or what of it is there now, so that it is found again after a crash.</summary>
    Task AddIntentAsync(PendingJob intent, CancellationToken cancellationToken);

    Task DropIntentAsync(PendingJob intent, CancellationToken cancellationToken);

    /// <summary>Lists a client's intents that no job was recorded for.</summary>
    IAsyncEnumerable<PendingJob> ReadIntentsAsync(Client client, CancellationToken cancellationToken);

    /// <summary>Records a job in place of its pending entry, unless that was done already.</summary>
    Task AddAsync(PendingJob intent, TrainingJob job, CancellationToken cancellationToken);

    /// <returns>The job, or null where the client has none of this id.</returns>
    Task<TrainingJob?> FindAsync(string clientId, string jobId, CancellationToken cancellationToken);

    /// <summary>Writes a job's next state, unless it has changed since it was read.</summary>
    /// <returns>The job as it is kept now, or null where it had changed.</returns>
    Task<TrainingJob?> TryReplaceAsync(TrainingJob before, TrainingJob after, CancellationToken cancellationToken);

    /// <returns>The job's id, or null where none of the client's jobs did, as far as it was recorded.</returns>
    Task<string?> FindByModelAsync(Client client, string model, CancellationToken cancellationToken);

    /// <summary>Finds the jobs and intents that the timer must look at.</summary>
    Task<DueJobs> ReadDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes a place off the agenda that leads to no job, and keeps it under another key.</summary>
    Task SetAsideAsync(DueIndexEntry item, CancellationToken cancellationToken);

    /// <summary>Takes a job or an intent that cannot be read, or is not there, off the agenda. A job's row stays where it is, an intent's gets another key.</summary>
    Task SetAsideAsync(OpenItem item, CancellationToken cancellationToken);

    /// <summary>Takes places off the agenda at which a job is not due, unless it has changed since it was read.</summary>
    Task TidyAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <returns>The intent, or null where it is gone.</returns>
    Task<PendingJob?> FindIntentAsync(string clientId, string id, CancellationToken cancellationToken);

    /// <summary>Reads jobs in the order of their ids, beginning after one of them, which need not exist.</summary>
    IAsyncEnumerable<TrainingJob> ReadPageAsync(string clientId, string? after, int most, CancellationToken cancellationToken);

    /// <returns>The job that trains on a file or is measured with it and has not deleted it; null where the client has none.</returns>
    Task<TrainingJob?> FindByFileAsync(string clientId, string fileId, CancellationToken cancellationToken);

    /// <summary>Lists a client's jobs that the timer still looks at.</summary>
    IAsyncEnumerable<TrainingJob> ReadOpenAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Lists a client's jobs whose files are at the service, settled ones too.</summary>
    IAsyncEnumerable<TrainingJob> ReadWithFilesAsync(string clientId, CancellationToken cancellationToken);
}

internal sealed record OpenItem(string ClientId, string Id, bool IsIntent);
