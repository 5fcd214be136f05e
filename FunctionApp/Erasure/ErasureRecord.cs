using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Erasure;

/// <summary>How far the erasure of a client is.</summary>
/// <param name="ChangedAt">When something was last found, or the erasure was requested.</param>
internal sealed record ErasureRecord(string ClientId, DateTimeOffset RequestedAt, DateTimeOffset ChangedAt)
{
    // Longer than a request may write that began before the erasure (5 minutes), and than an instance may not know of it.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(6);

    public DateTimeOffset? DoneAt { get; init; }

    public ErasedCounts Deleted { get; init; } = new();

    /// <summary>The kinds of which something was left after the last round; null before the first.</summary>
    public IReadOnlyList<string>? Left { get; init; }

    public string? Problem { get; init; }

    /// <summary>Whether there was anything to erase.</summary>
    public bool HasFound { get; init; }

    public string Version { get; init; } = "";

    /// <summary>When no request that began before the erasure can be writing any more.</summary>
    public DateTimeOffset QuietAt => ChangedAt + QuietTime;

    public ErasureRecord With(ErasureProgress progress, DateTimeOffset now) => this with
    {
        ChangedAt = progress.HasFound ? now : ChangedAt,
        DoneAt = progress is { IsLast: true, HasFound: false, Left: [] } ? now : null,
        Deleted = Deleted + progress.Deleted,
        Left = progress.Left,
        Problem = progress.Problem,
        HasFound = HasFound || progress.HasFound,
    };

    public static ErasureRecord Read(TableEntity row) => new(row.RowKey, row.Require<DateTimeOffset>("RequestedAt"), row.Require<DateTimeOffset>("ChangedAt"))
    {
        DoneAt = row.Optional<DateTimeOffset>("DoneAt"),
        Deleted = RowColumns.ReadJson("Deleted", row.Require<string>("Deleted"), json => json.Deserialize(ContractsJson.Default.ErasedCounts)!),
        Left = row.OptionalText("Left")?.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Problem = row.OptionalText("Problem"),
        HasFound = row.Optional<bool>("HasFound") ?? false,
        Version = row.ETag.ToString(),
    };

    public TableEntity ToRow(string partition)
    {
        var row = new TableEntity(partition, ClientId)
        {
            ["RequestedAt"] = RequestedAt,
            ["ChangedAt"] = ChangedAt,
            ["DoneAt"] = DoneAt,
            ["Deleted"] = JsonSerializer.Serialize(Deleted, ContractsJson.Default.ErasedCounts),
            ["HasFound"] = HasFound,
            ["Left"] = Left is null ? null : string.Join(',', Left),
        };
        if (Problem is not null)
            row.SetText("Problem", Problem);
        return row;
    }

    public EraseResponse ToResponse() => new()
    {
        Status = DoneAt is null ? ErasureStatus.Running : ErasureStatus.Done,
        RequestedAt = RequestedAt,
        EarliestEnd = DoneAt is null ? QuietAt : null,
        DoneAt = DoneAt,
        Deleted = Deleted,
        Left = Left ?? [],
        Problem = Problem,
    };
}
