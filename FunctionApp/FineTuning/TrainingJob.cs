using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>A job as the gateway stores it: the service's state, and what is still to do.</summary>
internal sealed record TrainingJob
{
    public required string ClientId { get; init; }

    public required JobSnapshot Job { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Each status with the time it was first seen, the oldest first.</summary>
    public IReadOnlyList<StatusChange> History { get; init; } = [];

    /// <summary>When the timer must look at it; null once nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why the last attempt of the timer failed; null if it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>The number of consecutive failed attempts of the timer.</summary>
    public int Failures { get; init; }

    /// <summary>Where the trained model is being deployed; null where it is not.</summary>
    public Deployment? Deployment { get; init; }

    /// <summary>The team to create on the trained model; null if none was requested.</summary>
    public PlannedTeam? Team { get; init; }

    /// <summary>The pending job that it came from, after which its files are named; null for one of before.</summary>
    public string? PendingId { get; init; }

    /// <summary>The validation file, or null.</summary>
    public string? ValidationFileId { get; init; }

    /// <summary>By which a job of the same data, model and hyperparameters is recognized; null for one of before.</summary>
    public string? Fingerprint { get; init; }

    public bool HasFiles { get; init; } = true;

    /// <summary>Whether the client has deleted the file that it trained on; that to measure with is forgotten when it is.</summary>
    public bool IsTrainingFileDeleted { get; init; }

    /// <summary>When the trained model's deployment last answered, to the hour; null if it has not. Where idle deployments are removed, it begins with the deployment.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Whether the client has its model deleted, or is having it deleted.</summary>
    public ModelRemoval ModelRemoval { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Its files at the service, as far as they are known by id.</summary>
    public IReadOnlyList<string> Files => [.. new[] { IsTrainingFileDeleted ? null : Job.TrainingFileId, ValidationFileId }.OfType<string>()];

    internal TrainingJob WithFilesOf(PendingJob pending) => this with
    {
        PendingId = pending.NamesItsFiles ? pending.Id : null,
        ValidationFileId = pending.ValidationFileId,
        Fingerprint = pending.Fingerprint,
    };

    public string Version { get; init; } = "";

    /// <summary>What bots must name to use the trained model: its deployment once that is there, else the model itself; null until it can be used.</summary>
    public string? UsableModel => ModelRemoval != ModelRemoval.None ? null : Deployment is null ? Job.Model : Deployment.IsUsable ? Deployment.Name : null;

    /// <summary>The name that bots use, whether or not the model is deployed now.</summary>
    public string ModelName => Deployment?.Name ?? Job.Model ?? Job.Id;
}

internal sealed record StatusChange(string Status, DateTimeOffset At);

internal enum ModelRemoval
{
    None,
    Wanted,
    Done,
}

/// <param name="Members">The reserved ids by adviser, so that however often it is tried, one team is made; null until they have been reserved.</param>
internal sealed record PlannedTeam(IReadOnlyList<ReservedMember>? Members = null, bool IsMade = false);

internal sealed record ReservedMember(string Adviser, string BotId, string ThreadId);
