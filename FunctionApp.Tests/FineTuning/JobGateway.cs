using BotGateway.FineTuning;
using BotGateway.LocalHost.OpenAI;
using BotGateway.OpenAI;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.LocalHost;
using BotGateway.Tests.Scheduling;
using BotGateway.Tests.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using JobSnapshot = BotGateway.OpenAI.JobSnapshot;

namespace BotGateway.Tests.FineTuning;

/// <summary>A gateway with jobs whose clock, and whose model service's clock, stand still until a test moves them.</summary>
internal sealed class JobGateway : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 10, 0, 30, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _serviceClock = new(Start);
    private Gateway? _gateway;

    private JobGateway() => Service = new SimulatedOpenAI(_directory.Path, _serviceClock);

    public Gateway Gateway => _gateway!;

    public FakeTimeProvider Clock { get; } = new(Start);

    public SimulatedOpenAI Service { get; }

    public TableFaults Tables { get; } = new();

    public IJobStore Jobs => Gateway.Service<IJobStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="service">Takes the place of the simulated model service; it is asked for jobs only, which <see cref="AddAsync"/> makes.</param>
    /// <param name="deployments">Takes the place of the simulated management plane.</param>
    public static async Task<JobGateway> StartAsync(
        TableService tables,
        Dictionary<string, string?>? settings = null,
        IModelService? service = null,
        IDeploymentService? deployments = null,
        string? connectionString = null,
        Action<IServiceCollection>? configure = null)
    {
        var jobs = new JobGateway();
        jobs._gateway = await jobs.StartInstanceAsync(tables, settings, service, deployments, connectionString, configure);
        return jobs;
    }

    /// <summary>Starts another gateway over the same tables, model service and clock.</summary>
    public Task<Gateway> StartInstanceAsync(TableService tables, string connectionString) =>
        StartInstanceAsync(tables, null, null, null, connectionString);

    public Task<string> TrainAsync(params string[] fields) => TrainAsync(fields, "default");

    public Task<string> TrainAsync(string[] fields, string client) => CallTrainAsync(Examples.Train(fields), client);

    public Task<string> TrainDatasetAsync(string dataset) => CallTrainAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""), "default");

    private async Task<string> CallTrainAsync(string body, string client)
    {
        // The service looks at a file for a second, and the gateway waits for that.
        _serviceClock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        var answer = await Gateway.CallAsync(body, client);
        _serviceClock.AutoAdvanceAmount = TimeSpan.Zero;
        Assert.Equal(200, answer.Status);
        return answer["job_id"]!;
    }

    /// <summary>Records a job that goes on, as one that has just been created.</summary>
    public async Task<JobSnapshot> AddAsync(string id, PlannedTeam? team = null, string client = "default")
    {
        var job = new JobSnapshot(id, "running", $"file-{id}", null, null, null);
        var intent = new PendingJob(client, job.TrainingFileId, Clock.GetUtcNow(), WantsTeam: team is not null);
        await Jobs.AddIntentAsync(intent, Cancellation);
        await Jobs.AddAsync(intent, job.Begin(client, Clock.GetUtcNow(), team, Gateway.Service<JobDeployment>().Plan(id)), Cancellation);
        return job;
    }

    public async Task<TrainingJob> ReadAsync(string job) => (await Jobs.FindAsync("default", job, Cancellation))!;

    public Task<Answer> CheckAsync(string job, string client = "default") =>
        Gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}"}""", client);

    public async Task TickAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Gateway.TickAsync(Cancellation);
    }

    /// <summary>Lets all jobs that are there end.</summary>
    public void EndJobs() => _serviceClock.Advance(TimeSpan.FromMinutes(1));

    /// <summary>Lets time pass at the model service with each look at its clock, so that it processes files.</summary>
    public void StepService() => _serviceClock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

    /// <summary>Lets time pass at the model service only.</summary>
    public void LetServiceWork(TimeSpan time) => _serviceClock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Service.Dispose();
        Tables.Dispose();
        _directory.Dispose();
    }

    private Task<Gateway> StartInstanceAsync(
        TableService tables,
        Dictionary<string, string?>? settings,
        IModelService? service,
        IDeploymentService? deployments,
        string? connectionString,
        Action<IServiceCollection>? configure = null) =>
        Gateway.StartAsync(
            tables,
            settings,
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock).AddSingleton(Service);
                if (service is not null)
                    services.AddSingleton(service);
                if (deployments is not null)
                    services.AddSingleton(deployments);
                Tables.Under(services);
                configure?.Invoke(services);
            },
            connectionString);
}
