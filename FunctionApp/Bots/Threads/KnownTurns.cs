using Azure;
using Azure.Data.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Turns that follow one another in a thread. Turns never change, so these are right as long as the row of the newest is the same.</summary>
/// <param name="Version">The version of the newest turn's row.</param>
/// <param name="Turns">The newest first.</param>
internal sealed record KnownTurns(ETag Version, IReadOnlyList<Turn> Turns)
{
    /// <summary>The header that this instance wrote with the newest turn; null where it has leased the thread since, or another instance wrote the turn.</summary>
    public ThreadHeader? Header { get; init; }

    /// <summary>Whether the last message before also came to this instance. If not, others get messages of the thread too.</summary>
    public bool HasStayed { get; init; }

    public string NewestKey => TurnRow.Key(Turns[0].Number);

    public string OldestKey => TurnRow.Key(Turns[^1].Number);

    public bool StartWith(TableEntity row) => row.ETag == Version && row.RowKey == NewestKey;
}
