using Azure;
using Azure.Data.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Turns that follow one another in a thread. Turns never change, so these are right as long as the row of the newest is the same.</summary>
/// <param name="rowVersion">The version of the newest turn's row.</param>
/// <param name="turns">The oldest first.</param>
/// <param name="headerVersion">The version of the header under which they were read or written.</param>
/// <param name="header">The header that this instance wrote with the newest turn; null if another instance wrote the turn.</param>
internal sealed class KnownTurns(ETag rowVersion, PastTurn[] turns, string headerVersion, ThreadHeader? header = null)
{
    private ThreadHeader? _header = header;

    public PastTurn[] Turns => turns;

    public string HeaderVersion => headerVersion;

    /// <summary>Null after <see cref="TakeHeader"/>, too.</summary>
    public ThreadHeader? Header => _header;

    /// <summary>Whether the newest turn's message was at least the second in a row that came to this instance.</summary>
    public bool IsSecondInARow { get; init; }

    /// <summary>How many of the newest turns the next message may need: those that the last one took, and one that did not fit. All until a message has recalled them.</summary>
    public int MostNeeded { get; set; } = int.MaxValue;

    public string NewestKey => TurnRow.Key(turns[^1].Number);

    public string OldestKey => TurnRow.Key(turns[0].Number);

    public bool StartWith(TableEntity row) => row.ETag == rowVersion && row.RowKey == NewestKey;

    /// <summary>Gives the header once: leased by a message or changed by others, the thread will not have its version afterwards.</summary>
    public ThreadHeader? TakeHeader() => Interlocked.Exchange(ref _header, null);
}
