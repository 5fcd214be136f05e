using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.FineTuning;
using BotGateway.LocalHost.Client;
using BotGateway.Routines;
using Microsoft.Extensions.DependencyInjection;
using SimulatedJob = BotGateway.LocalHost.OpenAI.JobSnapshot;
using SimulatedJobs = BotGateway.LocalHost.OpenAI.JobStore;

namespace BotGateway.Benchmarks;

/// <summary>Writes, by the product's own stores, what the next tick has to do.</summary>
/// <param name="services">FunctionApp's services.</param>
/// <param name="dataDirectory">Where the simulated model service keeps its jobs.</param>
internal sealed class DueRows(IServiceProvider services, string dataDirectory)
{
    private const string Model = "gpt-4.1-mini";
    private const string Snapshot = "gpt-4.1-mini-2025-04-14";

    private readonly SimulatedJobs _simulation = new(dataDirectory);

    /// <summary>Writes it.</summary>
    /// <param name="workload">How much there is to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is written.</returns>
    public async Task WriteAsync(Workload workload, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        await Parallel.ForAsync(0, workload.Due, cancellationToken, async (number, cancel) => await AddRoutineAsync(number, now, cancel));
        await Parallel.ForAsync(0, workload.Running, cancellationToken, async (number, cancel) => await AddJobAsync(number, now, cancel));
    }

    private async Task AddRoutineAsync(int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        services.GetRequiredService<ClientDirectory>().TryFind(DemoSecrets.ClientId, out var client);
        var routine = SampleRoutine.Of(number, now) with { Due = now, DueAt = now };
        await services.GetRequiredService<IBotStore>().AddAsync(
            client!, new Bot(routine.BotId, "Benchmark", "Contesta en una frase.", Model), cancellationToken);
        await services.GetRequiredService<IThreadStore>().AddAsync(client!, new NewThread(routine.ThreadId), cancellationToken);
        await services.GetRequiredService<IRoutineStore>().AddAsync(routine, cancellationToken);
    }

    private async Task AddJobAsync(int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Simulated jobs end seconds after their creation; this one's is still to come. Whole seconds, as the service tells of times.
        var created = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()).AddDays(1);
        var simulated = new SimulatedJob(
            $"ftjob-{Guid.NewGuid():N}", Azure: true, created, Model, Snapshot, $"file-{Guid.NewGuid():N}", null, null, Seed: 1, null, FileTokens: 1, null);
        _simulation.Write(simulated);
        var job = SampleJob.Pending(simulated.Id, simulated.TrainingFile, simulated.Ended);

        // Of an age at which the next poll is a quarter of an hour away.
        var intent = new PendingJob(SampleJob.ClientOf(number), job.TrainingFileId, now.AddDays(-1), WantsTeam: false);
        var jobs = services.GetRequiredService<IJobStore>();
        await jobs.AddPendingAsync(intent, cancellationToken);
        await jobs.AddAsync(intent, job.Begin(intent.ClientId, intent.NotedAt, team: null, deployment: null), cancellationToken);
    }
}
