using BotGateway.Authentication;
using BotGateway.Contracts;

namespace BotGateway.FineTuning;

/// <summary>Finds jobs that a new one would repeat, so that nobody pays twice for the same model by mistake.</summary>
internal sealed class IdenticalJobs(IJobStore jobs, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public async Task<TrainWarning?> FindAsync(Client client, TrainingOrder order, CancellationToken cancellationToken) =>
        await jobs.FindByFingerprintAsync(client.Id, order.Fingerprint, clock.GetUtcNow() - Window, cancellationToken) is { } job
            ? new TrainWarning { Message = $"Job '{job.Job.Id}' of the last 24 hours has the same data, model and hyperparameters." }
            : null;
}
