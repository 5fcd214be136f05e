using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Tables;

namespace BotGateway.Bots.Threads;

/// <summary>Erases a client's threads by the keys of their partitions, so that those are found too which no list has, and then the lists.</summary>
internal sealed class ThreadData(TableServiceClient service) : IClientData
{
    private readonly RowEraser _rows = new(new Table(service.GetTableClient("threads")));
    private readonly RowEraser _lists = new(new Table(service.GetTableClient("threadlists")));

    public string Kind => "threads";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        // The semicolon is the character after the colon.
        var threads = RowEraser.StepOf(
            await _rows.ErasePartitionsAsync(ThreadKeys.Partition(clientId, ""), $"{clientId};", cancellationToken),
            keys => new ErasedCounts { Threads = keys.Count(key => key == ThreadKeys.Header) });
        if (!threads.IsDone)
            return threads;
        var lists = await _lists.EraseRangeAsync(clientId, "", "~", cancellationToken);
        return threads with { HasDeleted = threads.HasDeleted || lists.Deleted.Count > 0, IsDone = lists.IsDone };
    }
}
