using BotGateway.FineTuning;
using BotGateway.LocalHost.Client;
using BotGateway.OpenAI;

namespace BotGateway.Benchmarks;

/// <summary>Fine-tuning jobs of many clients: jobs lie in their client's shard.</summary>
internal static class SampleJob
{
    // Enough to use all shards.
    private const int Clients = 64;

    // What Azure says of a job that has just been created, and the simulation of one that will be.
    private const string Status = "pending";

    /// <summary>Whose a job is; most of these clients are in no list, which the timer does not ask.</summary>
    /// <param name="number">The job's number.</param>
    /// <returns>The client's id.</returns>
    public static string ClientOf(int number) => number % Clients == 0 ? DemoSecrets.ClientId : $"client-{number % Clients:D2}";

    /// <summary>Makes a job that goes on.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="file">The file that it trains on.</param>
    /// <param name="estimatedFinish">When the service expects its end.</param>
    /// <returns>The job.</returns>
    public static JobSnapshot Pending(string id, string file, DateTimeOffset estimatedFinish) =>
        new(id, Status, file, Model: null, estimatedFinish, Error: null);

    /// <summary>Makes a job that has trained its model, with nothing left to do.</summary>
    /// <param name="number">Chooses its client.</param>
    /// <param name="now">The time.</param>
    /// <returns>The job's record.</returns>
    public static TrainingJob Settled(int number, DateTimeOffset now)
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
