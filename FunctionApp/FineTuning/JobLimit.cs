using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>Bounds how many jobs of a client run at once, on whichever instances they were asked for.</summary>
internal sealed class JobLimit(IJobStore jobs, JobPoller poller, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Lets a pending job go on that is within the limit. Of several at once, those noted first are.</summary>
    /// <exception cref="GatewayException">Throttled: it is not; names the jobs, and says when the first may end.</exception>
    public async Task CheckAsync(Client client, PendingJob pending, CancellationToken cancellationToken)
    {
        var open = await jobs.ReadOpenAsync(client.Id, cancellationToken).Where(job => !job.Job.HasEnded).ToListAsync(cancellationToken);
        var all = await jobs.ReadPendingAsync(client, cancellationToken).ToListAsync(cancellationToken);
        var own = all.Find(other => other.Id == pending.Id)?.WrittenAt;
        var before = all.Count(other => other.Id != pending.Id && !other.IsAbandoned && IsBefore(other, own, pending.Id));
        if (open.Count + before < client.ConcurrentJobs)
            return;

        // The timer asks for an old job every quarter of an hour only.
        var running = new List<TrainingJob>();
        foreach (var job in open)
        {
            if (await AskAsync(job, cancellationToken) is { Job.HasEnded: false } still)
                running.Add(still);
        }

        if (running.Count + before >= client.ConcurrentJobs)
            throw TooMany(client, running);
    }

    // One with a file has passed the check; the others stand in the order in which the table took them.
    private static bool IsBefore(PendingJob other, DateTimeOffset? own, string id) =>
        other.TrainingFileId is not null || own is null || other.WrittenAt < own || (other.WrittenAt == own && string.CompareOrdinal(other.Id, id) < 0);

    private async Task<TrainingJob> AskAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await poller.AskAsync(job, cancellationToken);
        }
        catch (GatewayException)
        {
            // As far as is known, it is running.
            return job;
        }
    }

    private GatewayException TooMany(Client client, List<TrainingJob> running)
    {
        var now = clock.GetUtcNow();
        var ends = running.Select(job => job.EstimateFinish()).OfType<long>().Select(DateTimeOffset.FromUnixTimeSeconds).DefaultIfEmpty(now).Min();
        var pause = ends - now;
        var names = running.Count == 0 ? "they are being submitted" : string.Join(", ", running.Select(job => $"'{job.Job.Id}'"));
        return new GatewayException(
            ErrorKind.Throttled,
            $"At most {client.ConcurrentJobs} of your jobs may run at once ({names}); the first is expected to end at {Iso8601.Format(ends)}.")
        {
            RetryAfter = pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause,
        };
    }
}
