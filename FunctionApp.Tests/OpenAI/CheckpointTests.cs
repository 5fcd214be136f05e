using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.OpenAI;

public abstract class CheckpointTests(TrainingGateway shared)
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task A_checkpoint_of_a_jobs_model_is_its_owners_to_use_and_to_train_further()
    {
        var checkpoint = $"{await TrainAsync()}:ckpt-step-90";

        var bot = await NewBotAsync(checkpoint, "default");
        Assert.Equal(200, bot.Status);
        Assert.Equal(200, (await SendAsync(bot)).Status);

        Assert.Equal(200, (await _gateway.CallAsync(Examples.Train($"\"model\":\"{checkpoint}\""))).Status);
        Assert.Equal(checkpoint, _gateway.Models.Calls.Of("create-job")[^1].Body!.Value.GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_checkpoint_that_the_job_does_not_have_is_the_services_to_refuse()
    {
        var bot = await NewBotAsync($"{await TrainAsync()}:ckpt-step-7", "default");

        var answer = await SendAsync(bot);

        Assert.Equal(400, answer.Status);
        Assert.Contains(":ckpt-step-7'", answer["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":ckpt-step-90:ckpt-step-90")]
    [InlineData(":ckpt-step-")]
    [InlineData(":ckpt-step--1")]
    [InlineData(":ckpt-step-90 ")]
    [InlineData(":ckpt-step-1234567890")]
    [InlineData(":CKPT-STEP-90")]
    [InlineData(":step-90")]
    [InlineData("x:ckpt-step-90")]
    public async Task What_is_no_checkpoints_name_is_refused(string end) => await AssertRefusedAsync(await TrainAsync() + end, "default");

    [Fact]
    public async Task Another_clients_checkpoint_or_that_of_no_job_is_refused()
    {
        await AssertRefusedAsync($"{await TrainAsync()}:ckpt-step-90", Gateway.Acme);
        await AssertRefusedAsync("gpt-4.1-mini:ckpt-step-90", "default");
        await AssertRefusedAsync(":ckpt-step-90", "default");
    }

    private async Task<string> TrainAsync()
    {
        var job = (await _gateway.CallAsync(Examples.Train()))["job_id"];
        _gateway.EndJobs();
        return (await _gateway.CheckAsync(job))["model"]!;
    }

    private async Task AssertRefusedAsync(string model, string client)
    {
        foreach (var answer in new[] { await NewBotAsync(model, client), await _gateway.CallAsync(Examples.Train($"\"model\":\"{model}\""), client) })
        {
            Assert.Equal(400, answer.Status);
            Assert.Contains("must be a model that one of your jobs trained", answer["message"], StringComparison.Ordinal);
        }
    }

    private Task<Answer> NewBotAsync(string model, string client) =>
        _gateway.CallAsync($$"""{"event_name":"new_bot","name":"B","instructions":"I","modelID":"{{model}}"}""", client);

    private Task<Answer> SendAsync(Answer bot) => _gateway.CallAsync(
        $$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""");

    public sealed class OnAzure(TrainingGateway gateway) : CheckpointTests(gateway), IClassFixture<TrainingGateway>;

    public sealed class OnOpenAI(OpenAITrainingGateway gateway) : CheckpointTests(gateway), IClassFixture<OpenAITrainingGateway>;
}
