using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>The service that trains and runs models.</summary>
/// <remarks>
/// Every member throws a <see cref="GatewayException"/> where the service does not do what it is asked: Throttled (with Retry-After) when it has
/// rate limiting requests, Unavailable (with Retry-After) when it says how long it is unavailable, Invalid when it has no such model or rejects the text, InDoubt when it takes too
/// long, Internal when it refuses the gateway's credentials or the gateway's account there has no quota left, else Upstream.
/// </remarks>
internal interface IModelService
{
    Task<ChatAnswer> ChatAsync(ChatRequest request, CancellationToken cancellationToken);

    /// <param name="name">The file's name there, by which it is found where its id was lost.</param>
    /// <param name="writeJsonLines">Writes the file's lines: JSON Lines in UTF-8 without a byte-order mark.</param>
    Task<string> UploadAsync(string name, Action<Stream> writeJsonLines, CancellationToken cancellationToken);

    /// <summary>Uploads a file to train on, from where it is kept.</summary>
    /// <param name="name">The file's name there, by which it is found where its id was lost.</param>
    /// <param name="jsonLines">The file: JSON Lines in UTF-8 without a byte-order mark. Seekable: a failed attempt is sent again from the start.</param>
    Task<string> UploadStreamAsync(string name, Stream jsonLines, CancellationToken cancellationToken);

    /// <summary>Asks whether the service has looked through a file, so that it can be trained on.</summary>
    /// <exception cref="GatewayException">Also Invalid: it refuses the file; the message has its reason.</exception>
    Task<bool> IsProcessedAsync(string fileId, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> FindFilesAsync(string namePrefix, CancellationToken cancellationToken);

    Task DeleteFileAsync(string fileId, CancellationToken cancellationToken);

    /// <summary>Creates a fine-tuning job. Never tried twice, as the service would make two.</summary>
    Task<JobSnapshot> CreateJobAsync(FineTuningRequest request, CancellationToken cancellationToken);

    Task<JobSnapshot> GetJobAsync(string jobId, CancellationToken cancellationToken);

    /// <returns>The job, or null where there is none.</returns>
    Task<JobSnapshot?> FindJobByFileAsync(string trainingFileId, CancellationToken cancellationToken);

    /// <summary>Deletes a trained model. One that is gone already is no fault.</summary>
    Task DeleteModelAsync(string model, CancellationToken cancellationToken);

    /// <summary>Asks the service for as little as possible, to see whether it can be used.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
