using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Training;

/// <summary>Keeps the clients' fine-tuning jobs. A client's jobs do not exist for another.</summary>
public interface IJobStore
{
    /// <summary>Notes that a job is about to be created, so that it is found again if nobody lives to record it.</summary>
    /// <param name="intent">What is about to happen.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is noted.</returns>
    Task AddIntentAsync(TrainingIntent intent, CancellationToken cancellation);

    /// <summary>Takes an intent back: there is no such job.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is gone.</returns>
    Task DropIntentAsync(TrainingIntent intent, CancellationToken cancellation);

    /// <summary>Lists a client's intents that no job was recorded for.</summary>
    /// <param name="client">Whose they are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The intents.</returns>
    IAsyncEnumerable<TrainingIntent> ReadIntentsAsync(Client client, CancellationToken cancellation);

    /// <summary>Records a job in place of its intent, unless somebody did so already.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is recorded.</returns>
    Task AddAsync(TrainingIntent intent, RecordedJob job, CancellationToken cancellation);

    /// <summary>Finds a job.</summary>
    /// <param name="clientId">Who asks.</param>
    /// <param name="jobId">The service's id of it, of any form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job, or null where the client has none of this id.</returns>
    Task<RecordedJob?> FindAsync(string clientId, string jobId, CancellationToken cancellation);

    /// <summary>Writes a job's next state, unless it has changed since it was read.</summary>
    /// <param name="before">The job as it was read.</param>
    /// <param name="after">Its next state.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job as it is kept now, or null where it had changed.</returns>
    Task<RecordedJob?> TryReplaceAsync(RecordedJob before, RecordedJob after, CancellationToken cancellation);

    /// <summary>Finds the job that trained a model.</summary>
    /// <param name="client">Whose it must be.</param>
    /// <param name="model">The model or its deployment, as bots name it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job's id, or null where none of the client's jobs did, as far as it was recorded.</returns>
    Task<string?> FindByModelAsync(Client client, string model, CancellationToken cancellation);

    /// <summary>Finds the jobs and intents that the timer must look at.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Those that have waited longest first.</returns>
    Task<DueJobs> ReadDueAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Takes a place off the agenda that leads to no job, and keeps it under another key.</summary>
    /// <param name="item">The place.</param>
    /// <param name="cancellationToken">Ends the tick.</param>
    Task SetAsideAsync(AgendaItem item, CancellationToken cancellationToken);

    /// <summary>Finds an intent.</summary>
    /// <param name="clientId">Whose it is.</param>
    /// <param name="trainingFileId">Its file.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The intent, or null where it is gone.</returns>
    Task<TrainingIntent?> FindIntentAsync(string clientId, string trainingFileId, CancellationToken cancellation);
}

/// <summary>A job that was, or was about to be, created.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="TrainingFileId">The file that it trains on, by which it is found.</param>
/// <param name="NotedAt">When it was about to be created.</param>
/// <param name="WantsTeam">Whether a team is to be made on the trained model.</param>
/// <param name="ValidationFileId">The file that it is measured with, or null.</param>
public sealed record TrainingIntent(
    string ClientId, string TrainingFileId, DateTimeOffset NotedAt, bool WantsTeam, string? ValidationFileId = null)
{
    /// <summary>The files that are of no use without the job.</summary>
    public IReadOnlyList<string> Files => ValidationFileId is null ? [TrainingFileId] : [TrainingFileId, ValidationFileId];

    /// <summary>The team to make on the trained model, or null.</summary>
    public PlannedTeam? Team => WantsTeam ? new PlannedTeam() : null;
}

/// <summary>A job or an intent that the timer must look at.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="Id">The job's id, or the intent's file.</param>
/// <param name="IsIntent">Which of both it is.</param>
public sealed record OpenItem(string ClientId, string Id, bool IsIntent);
