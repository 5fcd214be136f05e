using Azure;
using Azure.Data.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Turns that follow one another in a thread. Turns never change, so these are right as long as the row of the newest is the same.</summary>
/// <param name="RowVersion">The version of the newest turn's row.</param>
/// <param name="Turns">The newest first.</param>
/// <param name="HeaderVersion">The version of the header under which they were read or written.</param>
internal sealed record KnownTurns(ETag RowVersion, IReadOnlyList<Turn> Turns, string HeaderVersion)
{
    /// <summary>The header that this instance wrote with the newest turn; null if it has leased the thread since, or another instance wrote the turn.</summary>
    public ThreadHeader? Header { get; init; }

    /// <summary>Whether the newest turn's message was at least the second in a row that came to this instance.</summary>
    public bool IsSecondInARow { get; init; }

    public string NewestKey => TurnRow.Key(Turns[0].Number);

    public string OldestKey => TurnRow.Key(Turns[^1].Number);

    public bool StartWith(TableEntity row) => row.ETag == RowVersion && row.RowKey == NewestKey;
}
