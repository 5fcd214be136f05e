using BotGateway.FineTuning;
using BotGateway.LocalHost.Client;
using BotGateway.OpenAI;

namespace BotGateway.Benchmarks;

/// <summary>Fine-tuning jobs of many clients, since each client's jobs are in its shard.</summary>
internal static class SampleJob
{
    // Enough to use all shards.
    private const int Clients = 64;

    // The status on Azure of a job that has just been created, and in the simulation of one created in the future.
    private const string Status = "pending";

    /// <summary>The owner of a job; most of these clients are not configured, which the timer does not check.</summary>
    public static string ClientOf(int number) => number % Clients == 0 ? DemoSecrets.ClientId : $"client-{number % Clients:D2}";

    /// <summary>Creates a job that is still running.</summary>
    public static JobSnapshot Pending(string id, string file, DateTimeOffset estimatedFinish) =>
        new(id, Status, file, Model: null, estimatedFinish, Error: null);

    /// <summary>Creates a job that has trained its model, with nothing left to do.</summary>
    public static TrainingJob CreateEnded(int number, DateTimeOffset now)
    {
        var (submitted, finished) = (now.AddDays(-3), now.AddDays(-2));
        var asked = Pending($"ftjob-{Guid.NewGuid():N}", $"file-{Guid.NewGuid():N}", finished);
        var succeeded = asked with
        {
            Status = JobSnapshot.Succeeded,
            Model = $"gpt-4.1-mini-2025-04-14.{asked.Id}",
            EstimatedFinish = null,
            TrainedTokens = 12_000,
            FinishedAt = finished,
        };
        return asked.Begin(ClientOf(number), submitted, team: null, deployment: null).WithSnapshot(succeeded, finished).Complete();
    }
}
