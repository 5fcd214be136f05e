using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.OpenAI;

public sealed class AllowedModelsTests(AllowedModelsTests.ConfiguredGateway shared) : IClassFixture<AllowedModelsTests.ConfiguredGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("gpt-4o-mini")]
    [InlineData("gpt-4.1-mini")]
    public async Task Every_client_may_use_the_base_models_of_the_setting(string model)
    {
        Assert.Equal(200, (await NewBotAsync(model, "default")).Status);
        Assert.Equal(200, (await NewBotAsync(model, Gateway.Acme)).Status);
    }

    [Fact]
    public async Task The_first_base_model_is_trained_where_none_is_named()
    {
        await _gateway.CallAsync(Examples.Train());

        Assert.Equal("gpt-4o-mini", _gateway.Models.Calls.Of("create-job")[^1].Body!.Value.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("from-before")]
    [InlineData("from-long-before")]
    public async Task Models_from_before_are_for_the_client_that_they_are_listed_for(string model)
    {
        Assert.Equal(200, (await NewBotAsync(model, "default")).Status);
        await AssertRefusedAsync(model, Gateway.Acme);
    }

    [Fact]
    public async Task A_trained_model_is_its_owners_alone_and_only_once_the_job_has_succeeded()
    {
        var job = (await _gateway.CallAsync(Examples.Train()))["job_id"]!;
        var model = $"gpt-4o-mini-2024-07-18.ft-{job["ftjob-".Length..]}";
        await _gateway.CheckAsync(job);
        await AssertRefusedAsync(model, "default");

        _gateway.EndJobs();
        Assert.Equal(model, (await _gateway.CheckAsync(job))["model"]);

        Assert.Equal(200, (await NewBotAsync(model, "default")).Status);
        await AssertRefusedAsync(model, Gateway.Acme);
        Assert.Equal(200, (await _gateway.CallAsync(Examples.Train($"\"model\":\"{model}\""))).Status);
    }

    [Theory]
    [InlineData("gpt-4")]
    [InlineData("GPT-4.1-MINI")]
    [InlineData("gpt-4.1-mini,gpt-4o-mini")]
    [InlineData("日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本")]
    public async Task Any_other_model_is_a_400_that_says_which_may_be_used(string model) => await AssertRefusedAsync(model, "default");

    private async Task AssertRefusedAsync(string model, string client)
    {
        var answer = await NewBotAsync(model, client);

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            "'modelID' must be a model that one of your jobs trained or a base model (gpt-4o-mini, gpt-4.1-mini).", answer["message"]);
    }

    private Task<Answer> NewBotAsync(string model, string client) =>
        _gateway.CallAsync($$"""{"event_name":"new_bot","name":"B","instructions":"I","modelID":"{{model}}"}""", client);

    public sealed class ConfiguredGateway(TableService tables) : TrainingGateway(tables)
    {
        protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder)
            .WithSetting("OpenAI:BaseModels", "gpt-4o-mini, gpt-4.1-mini")
            .WithSetting("Clients:0:Models", "from-before, from-long-before");
    }
}
