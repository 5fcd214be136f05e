using BotGateway.Scheduling;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Hands the jobs that are due to the queue, one message of each client at once: what is slow or fails for one does not keep those of another.</summary>
internal sealed partial class JobDispatch(
    IJobStore jobs, Slots slots, WorkQueue queue, TimeProvider clock, ILogger<JobDispatch> logger) : ITickStep
{
    private const string Kind = "jobs";
    private const int MostItems = 250;
    private const int Parallelism = 16;

    public async Task RunAsync(DateTimeOffset endBy, CancellationToken cancellationToken)
    {
        var due = await jobs.ReadDueAsync(clock.GetUtcNow(), cancellationToken);
        foreach (var entry in due.Malformed)
        {
            LogMalformed(entry.Partition);
            await jobs.SetAsideAsync(entry, cancellationToken);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.Items.GroupBy(item => item.ClientId, StringComparer.Ordinal), parallel, async (client, cancel) =>
        {
            if (clock.GetUtcNow() < endBy)
                await DispatchAsync(client.Key, [.. client], cancel);
        });
    }

    private async Task DispatchAsync(string client, IReadOnlyList<OpenItem> items, CancellationToken cancellationToken)
    {
        var free = await slots.ReadAsync(client, Kind, most: 1, cancellationToken);
        if (free.Free.Count == 0 || await slots.TryTakeAsync(free, [[]], cancellationToken) is not [var slot])
            return;

        // A pending job that cannot be settled stays due, and must not keep the place of a job.
        await queue.SendAsync(
            new Work
            {
                Client = client,
                Slot = slot.Name,
                Token = slot.Token,
                Jobs = [.. items.Where(item => !item.IsPending).Select(item => item.Id).Take(MostItems)],
                Pending = [.. items.Where(item => item.IsPending).Select(item => item.Id).Take(MostItems)],
            },
            cancellationToken);
    }

    [LoggerMessage(62, LogLevel.Error, "An index entry in {Partition} does not lead to a job and is set aside")]
    private partial void LogMalformed(string partition);
}
