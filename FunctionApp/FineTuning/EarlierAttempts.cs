using BotGateway.Authentication;
using BotGateway.Events.Idempotency;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Finds the job that an earlier try of the same request has created, so that no second one is paid for.</summary>
internal sealed class EarlierAttempts(IJobStore jobs, JobRecovery recovery, TimeProvider clock)
{
    // The service may still be creating the job of a call that was not answered.
    private static readonly TimeSpan LongestCreation = ServiceCalls.Deadline + TimeSpan.FromSeconds(90);

    /// <summary>The id of an attempt's pending job, after which its files are named. Each attempt has its own: what one has left is deleted by the timer.</summary>
    public static string JobIdOf(Attempt attempt) => JobIdOf(attempt, attempt.Number);

    /// <returns>The job; null if there is none, and none will appear.</returns>
    /// <exception cref="GatewayException">Conflict: whether there is one is not known yet.</exception>
    public async Task<TrainingJob?> FindAsync(Client client, Attempt attempt, CancellationToken cancellationToken)
    {
        if (!attempt.IsRepeated)
            return null;

        var ids = Enumerable.Range(1, attempt.Number - 1).Select(number => JobIdOf(attempt, number)).ToHashSet();
        await foreach (var pending in jobs.ReadPendingAsync(client, cancellationToken).Where(each => ids.Contains(each.Id) && !each.IsAbandoned))
            await SettleAsync(pending, cancellationToken);
        return await jobs.FindByPendingAsync(client.Id, ids, attempt.FirstAt, cancellationToken);
    }

    private async Task SettleAsync(PendingJob pending, CancellationToken cancellationToken)
    {
        if (pending.TrainingFileId is not null)
        {
            if (await recovery.TryRecordAsync(pending, cancellationToken))
                return;
            var wait = (pending.WrittenAt ?? pending.NotedAt) + LongestCreation - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                throw new GatewayException(ErrorKind.Conflict, "Whether the earlier request with this 'idempotency_key' created a job is not known yet.")
                {
                    RetryAfter = wait,
                };
            }
        }

        await jobs.AddPendingAsync(pending with { IsAbandoned = true }, cancellationToken);
    }

    private static string JobIdOf(Attempt attempt, int number) => attempt.NewId("job", $"{number}")["job_".Length..];
}
