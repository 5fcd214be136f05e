namespace BotGateway.FineTuning;

/// <param name="TrainingFileId">The file that it trains on, by which it is found; null before it was uploaded.</param>
/// <param name="NotedAt">When its first file was about to be uploaded.</param>
/// <param name="WantsTeam">Whether to create a team on the trained model.</param>
/// <param name="ValidationFileId">The validation file, or null.</param>
internal sealed record PendingJob(
    string ClientId, string? TrainingFileId, DateTimeOffset NotedAt, bool WantsTeam, string? ValidationFileId = null)
{
    // By then the request has recorded the job or failed: the calls for two files and a job have deadlines.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // Rows of an earlier version have the file's id as their key, and were written after the upload.
    private static readonly TimeSpan PatienceAfterUpload = TimeSpan.FromMinutes(10);

    /// <summary>Its id; the names of its files at the service begin with it.</summary>
    public string Id { get; init; } = TrainingFileId is null ? "" : JobId.InKey(TrainingFileId);

    /// <summary>Whether its request is over without a job, and files of it may be left.</summary>
    public bool IsAbandoned { get; init; }

    public DateTimeOffset? WrittenAt { get; init; }

    public bool NamesItsFiles => TrainingFileId is null || Id != JobId.InKey(TrainingFileId);

    public DateTimeOffset DueAt => NotedAt + (NamesItsFiles ? Patience : PatienceAfterUpload);

    /// <summary>The files that are of no use without the job.</summary>
    public IReadOnlyList<string> Files => [.. new[] { TrainingFileId, ValidationFileId }.OfType<string>()];

    /// <summary>The team to make on the trained model, or null.</summary>
    public PlannedTeam? Team => WantsTeam ? new PlannedTeam() : null;
}
