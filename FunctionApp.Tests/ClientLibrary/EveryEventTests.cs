using System.Text;
using System.Text.RegularExpressions;
using BotGateway.Client;
using BotGateway.Contracts;
using BotGateway.LocalHost.ApiDescription;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.ClientLibrary;

public sealed partial class EveryEventTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_is_called_by_a_typed_method()
    {
        await using var gateway = await new GatewayBuilder(tables).WithModelClock(TimeSpan.FromMilliseconds(500)).StartAsync();
        using var requests = new TableFaults();
        using var http = new HttpClient(requests, disposeHandler: false);
        using var client = new BotGatewayClient(gateway.ClientOptions(), http);

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
        await ChangeJobsAsync(client);
        var model = await TrainAsync(client, gateway);
        await TalkAsync(client, model);
        await ScheduleAsync(client, model);
        await RemoveModelAsync(client, model);
        Assert.Equal("day", (await client.UsageAsync(new(), Cancellation)).By);
        Assert.All(await client.ListUsage(new() { By = "bot", Limit = 1 }).ToListAsync(Cancellation), sum => Assert.True(sum.Requests > 0));
        Assert.Equal(ErasureStatus.Running, (await client.EraseAsync(new() { Confirm = "default" }, Cancellation)).Status);

        Assert.Equal(
            AppEvents.List().Select(each => each.Name).Order(StringComparer.Ordinal),
            requests.Requests.Select(request => EventName().Match(request).Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(requests.Requests, request => request.Contains("null", StringComparison.Ordinal));
    }

    private static async Task ChangeJobsAsync(BotGatewayClient client)
    {
        var job = await client.TrainAsync(new() { Jsonl = Jsonl() }, Cancellation);

        Assert.Equal("paused", (await client.PauseTrainAsync(new() { Id = job.JobId }, Cancellation)).Status);
        Assert.Equal("running", (await client.ResumeTrainAsync(new() { Id = job.JobId }, Cancellation)).Status);
        Assert.Equal("cancelled", (await client.CancelTrainAsync(new() { Id = job.JobId }, Cancellation)).Status);
        Assert.True((await client.DeleteFileAsync(new() { FileId = job.FileId }, Cancellation)).Deleted);
    }

    private static async Task<string> TrainAsync(BotGatewayClient client, Gateway gateway)
    {
        var first = await client.AddExamplesAsync(new() { Jsonl = Jsonl() }, Cancellation);
        var second = await client.AddExamplesAsync(new() { DatasetId = first.DatasetId, Part = 2, Jsonl = Jsonl() }, Cancellation);
        Assert.Equal(20, (await client.TrainDryRunAsync(new() { DatasetId = first.DatasetId }, Cancellation)).Examples);
        var request = new TrainRequest
        {
            DatasetId = second.DatasetId,
            Suffix = "chistes",
            Hyperparameters = new() { Epochs = new AutoOrNumber(2), BatchSize = AutoOrNumber.Auto },
        };
        var job = await client.TrainAsync(request, Cancellation);
        gateway.EndJobs();

        var state = await client.CheckTrainAsync(new() { Id = job.JobId, Details = true }, Cancellation);
        Assert.Equal("succeeded", state.Status);
        Assert.NotEmpty(state.History);
        Assert.Contains(await client.ListJobs().ToListAsync(Cancellation), each => each.JobId == job.JobId);
        Assert.Contains(await client.ListModels().ToListAsync(Cancellation), each => each is { Kind: ModelKind.Trained } && each.JobId == job.JobId);
        return state.Model!;
    }

    private static async Task TalkAsync(BotGatewayClient client, string model)
    {
        var bot = await client.NewBotAsync(new() { Name = "Chistero", Instructions = "Cuentas chistes.", ModelId = model, Temperature = 0.5 }, Cancellation);
        var thread = await client.NewThreadAsync(new(), Cancellation);
        var answer = await client.MessagingAsync(new() { BotId = bot.BotId, ThreadId = thread.ThreadId, Message = "¿Qué tal, \"Chistero\"?" }, Cancellation);
        Assert.NotEmpty(answer.Message);
        Assert.True(answer.Usage!.TotalTokens > 0);

        Assert.Equal(2, (await client.UpdateBotAsync(new() { BotId = bot.BotId, Name = "Cuentero", Version = 1 }, Cancellation)).Version);
        var read = await client.GetBotAsync(new() { BotId = bot.BotId }, Cancellation);
        Assert.Equal(("Cuentero", "Cuentas chistes.", 0.5), (read.Name, read.Instructions, read.Temperature));
        Assert.Equal(bot.BotId, Assert.Single(await client.ListBots().ToListAsync(Cancellation)).BotId);
        Assert.Equal(2, await client.ListThreads().CountAsync(Cancellation));
        Assert.Equal("¿Qué tal, \"Chistero\"?", Assert.Single((await client.GetThreadAsync(new() { ThreadId = thread.ThreadId }, Cancellation)).Turns).Message);
        Assert.Equal(answer.Message, Assert.Single(await client.ListTurns(new() { ThreadId = thread.ThreadId }).ToListAsync(Cancellation)).Answer);
        Assert.Equal(thread.ThreadId, (await client.DeleteThreadAsync(new() { ThreadId = thread.ThreadId }, Cancellation)).ThreadId);
        Assert.Empty((await client.DeleteBotAsync(new() { BotId = bot.BotId }, Cancellation)).RoutineIds);
    }

    private static async Task ScheduleAsync(BotGatewayClient client, string model)
    {
        var team = await client.CreateTeamAsync(new() { ModelId = model }, Cancellation);
        var routine = await client.CreateRoutineAsync(
            new() { BotId = team.Rrhh.BotId, ThreadId = team.Rrhh.ThreadId, Schedule = "0 8 * * 1-5", TimeZone = "America/Lima", Message = "Resumen" }, Cancellation);
        Assert.Equal(RoutineStatus.Active, routine.RoutineStatus);
        Assert.NotNull(routine.NextRun);

        Assert.Equal(routine.RoutineId, Assert.Single(await client.ListRoutines().ToListAsync(Cancellation)).RoutineId);
        Assert.Equal(RoutineStatus.Paused, (await client.PauseRoutineAsync(new() { RoutineId = routine.RoutineId }, Cancellation)).RoutineStatus);
        Assert.Equal(RoutineStatus.Active, (await client.ResumeRoutineAsync(new() { RoutineId = routine.RoutineId }, Cancellation)).RoutineStatus);
        Assert.Equal(RunOutcome.Answered, (await client.RunRoutineAsync(new() { RoutineId = routine.RoutineId }, Cancellation)).Outcome);
        Assert.Equal("Resumen", (await client.GetRoutineAsync(new() { RoutineId = routine.RoutineId }, Cancellation)).Message);
        Assert.Equal(RoutineStatus.Deleted, (await client.DeleteRoutineAsync(new() { RoutineId = routine.RoutineId }, Cancellation)).RoutineStatus);
    }

    private static async Task RemoveModelAsync(BotGatewayClient client, string model)
    {
        var job = (await client.ListModels().FirstAsync(each => each.Model == model || each.TrainedModel == model, Cancellation)).JobId!;

        await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.DeployModelAsync(new() { Model = "gpt-4.1-mini" }, Cancellation));
        await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.UndeployModelAsync(new() { Model = "gpt-4.1-mini" }, Cancellation));
        Assert.Equal(job, (await client.DeleteModelAsync(new() { Model = job }, Cancellation)).JobId);
    }

    private static RawJson Jsonl() => new(Encoding.UTF8.GetBytes(Examples.Array()));

    [GeneratedRegex("\"event_name\":\"(\\w+)\"")]
    private static partial Regex EventName();
}
