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

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Its files at the service, as far as they are known by id.</summary>
    public IReadOnlyList<string> Files => ValidationFileId is null ? [Job.TrainingFileId] : [Job.TrainingFileId, ValidationFileId];

    internal TrainingJob WithFilesOf(PendingJob pending) => this with
    {
        PendingId = pending.NamesItsFiles ? pending.Id : null,
        ValidationFileId = pending.ValidationFileId,
        Fingerprint = pending.Fingerprint,
    };

    public string Version { get; init; } = "";

    /// <summary>What bots must name to use the trained model: its deployment once that is there, else the model itself; null until it can be used.</summary>
    public string? UsableModel => Deployment is null ? Job.Model : Deployment.IsReady ? Deployment.Name : null;
}

internal sealed record StatusChange(string Status, DateTimeOffset At);

/// <param name="Name">Its name, by which the model is called.</param>
/// <param name="State">The service's word for how far it is; <see cref="Wanted"/> before it has been asked.</param>
internal sealed record Deployment(string Name, string State)
{
    /// <summary>The gateway's word for a deployment that is still to be asked for.</summary>
    public const string Wanted = "Wanted";

    /// <summary>The service's word, and the gateway's for one that has been asked for often enough.</summary>
    public const string Failed = "Failed";

    public bool IsReady => State == "Succeeded";

    /// <summary>Whether the deployment is still to be asked for, or to be asked for again.</summary>
    public bool MustBeStarted => State is Wanted or Failed or "Canceled";
}

/// <param name="Members">The reserved ids by adviser, so that however often it is tried, one team is made; null until they have been reserved.</param>
internal sealed record PlannedTeam(IReadOnlyList<ReservedMember>? Members = null, bool IsMade = false);

internal sealed record ReservedMember(string Adviser, string BotId, string ThreadId);
