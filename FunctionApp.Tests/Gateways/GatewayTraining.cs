using Azure.Data.Tables;
using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.Tables;

namespace BotGateway.Tests.Gateways;

/// <summary>Fine-tuning jobs of a gateway.</summary>
internal static class GatewayTraining
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IJobStore Jobs(this Gateway gateway) => gateway.Service<IJobStore>();

    public static Task<string> TrainAsync(this Gateway gateway, params string[] fields) => gateway.TrainAsync(fields, "default");

    public static Task<string> TrainAsync(this Gateway gateway, string[] fields, string client) =>
        gateway.CallTrainAsync(Examples.Train(fields), client);

    public static Task<string> TrainDatasetAsync(this Gateway gateway, string dataset) =>
        gateway.CallTrainAsync(Examples.TrainOn($"\"dataset_id\":\"{dataset}\""), "default");

    /// <summary>Records a job that goes on, as one that has just been created.</summary>
    public static async Task<JobSnapshot> AddAsync(this Gateway gateway, string id, PlannedTeam? team = null, string client = "default")
    {
        var now = gateway.Clock.GetUtcNow();
        var job = new JobSnapshot(id, "running", $"file-{id}", null, null, null);
        var pending = new PendingJob(client, job.TrainingFileId, now, WantsTeam: team is not null);
        await gateway.Jobs().AddPendingAsync(pending, Cancellation);
        await gateway.Jobs().AddAsync(pending, job.Begin(client, now, team, gateway.Service<JobDeployment>().Plan(id)), Cancellation);
        return job;
    }

    public static async Task<TrainingJob> ReadAsync(this Gateway gateway, string job) =>
        (await gateway.Jobs().FindAsync("default", job, Cancellation))!;

    public static Task<Answer> CheckAsync(this Gateway gateway, string? job, string client = "default") =>
        gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}"}""", client);

    public static void EndJobs(this Gateway gateway) => gateway.ModelClock.Advance(TimeSpan.FromMinutes(1));

    /// <summary>Lets time pass at the model service with each look at its clock, so that it processes files.</summary>
    public static void StepModelClock(this Gateway gateway) => gateway.ModelClock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

    public static byte[] ReadFile(this Gateway gateway, string? fileId) => File.ReadAllBytes(Path.Combine(gateway.FilesFolder(), $"{fileId}.jsonl"));

    public static int FilesAtService(this Gateway gateway) =>
        Directory.Exists(gateway.FilesFolder()) ? Directory.GetFiles(gateway.FilesFolder(), "*.jsonl").Length : 0;

    public static async Task<(int Bots, int Threads)> CountTeamRowsAsync(this Gateway gateway) =>
        (await gateway.Service<TableServiceClient>().CountAsync("bots"), await gateway.Service<TableServiceClient>().CountAsync("threads", "thread"));

    private static string FilesFolder(this Gateway gateway) => Path.Combine(gateway.DataDirectory, "openai", "files");

    private static async Task<string> CallTrainAsync(this Gateway gateway, string body, string client)
    {
        gateway.StepModelClock();
        var answer = await gateway.CallAsync(body, client);
        gateway.ModelClock.AutoAdvanceAmount = TimeSpan.Zero;
        Assert.Equal(200, answer.Status);
        return answer["job_id"]!;
    }
}
