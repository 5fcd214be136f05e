using Azure;
using Azure.Data.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Turns that follow one another in a thread. Turns never change, so these are right as long as the row of the newest is the same.</summary>
/// <param name="Version">The version of the newest turn's row.</param>
/// <param name="Turns">The newest first.</param>
internal sealed record KnownTurns(ETag Version, IReadOnlyList<Turn> Turns)
{
    public string NewestKey { get; } = TurnRow.Key(Turns[0].Number);

    public string OldestKey { get; } = TurnRow.Key(Turns[^1].Number);

    public bool StartWith(TableEntity row) => row.RowKey == NewestKey && row.ETag == Version;
}
