using BotGateway.Authentication;
using BotGateway.Models;

namespace BotGateway.Training;

/// <summary>Keeps the clients' fine-tuning jobs. A client's jobs do not exist for another.</summary>
public interface IJobStore
{
    /// <summary>Notes that a job is about to be created, so that it is found again if nobody lives to record it.</summary>
    /// <param name="owner">Whose it will be.</param>
    /// <param name="trainingFileId">The file it will train on, by which it is found.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is noted.</returns>
    Task AddIntentAsync(Client owner, string trainingFileId, CancellationToken cancellation);

    /// <summary>Takes an intent back: there is no such job.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="trainingFileId">The file of the intent.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is gone.</returns>
    Task DropIntentAsync(Client owner, string trainingFileId, CancellationToken cancellation);

    /// <summary>Lists the intents that no job was recorded for.</summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The intents.</returns>
    IAsyncEnumerable<TrainingIntent> ReadIntentsAsync(Client owner, CancellationToken cancellation);

    /// <summary>Records a job in place of its intent, unless somebody did so already.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="submittedAt">When it was created.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is recorded.</returns>
    Task AddAsync(Client owner, FineTuningJob job, DateTimeOffset submittedAt, CancellationToken cancellation);

    /// <summary>Finds a job.</summary>
    /// <param name="owner">Who asks.</param>
    /// <param name="jobId">The service's id of it, of any form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The job, or null where the client has none of this id.</returns>
    Task<RecordedJob?> FindAsync(Client owner, string jobId, CancellationToken cancellation);

    /// <summary>Records what the service says of a job now, unless it was recorded anew since it was read; a final status is recorded all the same.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="recorded">The job as it was read.</param>
    /// <param name="job">The job as the service tells of it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A task that ends when it is recorded.</returns>
    Task UpdateAsync(Client owner, RecordedJob recorded, FineTuningJob job, CancellationToken cancellation);

    /// <summary>Whether one of a client's jobs trained a model.</summary>
    /// <param name="owner">The client.</param>
    /// <param name="model">The model.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether one did, as far as it was recorded.</returns>
    Task<bool> OwnsModelAsync(Client owner, string model, CancellationToken cancellation);
}

/// <summary>A job that was, or was about to be, created.</summary>
/// <param name="TrainingFileId">The file that it trains on.</param>
/// <param name="NotedAt">When it was about to be created.</param>
public sealed record TrainingIntent(string TrainingFileId, DateTimeOffset NotedAt);

/// <summary>A job as it was last recorded.</summary>
/// <param name="Job">What the service said of it.</param>
/// <param name="SubmittedAt">When it was created.</param>
/// <param name="Version">Tells this record from later ones of the same job.</param>
public sealed record RecordedJob(FineTuningJob Job, DateTimeOffset SubmittedAt, string Version);
