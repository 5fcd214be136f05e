using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.OpenAI;

public sealed class TemperatureTests(TemperatureTests.ReasoningGateway shared) : IClassFixture<TemperatureTests.ReasoningGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private static readonly Func<CancellationToken, Task<HttpResponseMessage>> Refuses =
        ScriptedService.Error(400, "unsupported_value", "temperature");

    [Fact]
    public async Task A_bot_on_a_model_that_refuses_temperature_answers_and_the_refusal_is_remembered()
    {
        var bot = await _gateway.CallAsync("""{"event_name":"new_bot","name":"B","instructions":"I","modelID":"gpt-5-mini"}""");
        var message = $$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""";

        Assert.Equal(200, (await _gateway.CallAsync(message)).Status);
        Assert.Equal(200, (await _gateway.CallAsync(message)).Status);

        Assert.Equal(
            [true, false, false], _gateway.Models.Calls.Of("chat").Select(call => call.Body!.Value.TryGetProperty("temperature", out _)));
    }

    [Fact]
    public async Task The_refusal_is_remembered_for_that_model_alone()
    {
        var service = new ScriptedService(Refuses, ScriptedService.Says("Bien."));
        var models = Service.Over(service);

        await AskAsync(models, "o4");
        await AskAsync(models, "gpt-4.1-mini");
        await AskAsync(models, "o4");

        Assert.Equal([true, false, true, false], service.Requests.Select(request => request.Body.Contains("\"temperature\":0.8")));
    }

    [Fact]
    public async Task A_model_that_refuses_without_it_too_is_not_asked_a_third_time()
    {
        var service = new ScriptedService(Refuses);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => AskAsync(Service.Over(service), "o4"));

        Assert.Equal(ErrorKind.Upstream, problem.Kind);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_of_another_parameter_is_not_asked_again()
    {
        var service = new ScriptedService(ScriptedService.Error(400, "unsupported_value", "max_completion_tokens"));

        Assert.Equal(ErrorKind.Upstream, (await Assert.ThrowsAnyAsync<GatewayException>(() => AskAsync(Service.Over(service), "o4"))).Kind);
        Assert.Single(service.Requests);
    }

    private static Task<ChatAnswer> AskAsync(IModelService service, string model) =>
        service.ChatAsync(new ChatRequest(model, [ChatMessages.Of(new ChatMessage("user", "Hola"))], 0.8, 100), TestContext.Current.CancellationToken);

    public sealed class ReasoningGateway(TableService tables) : TrainingGateway(tables)
    {
        protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder)
            .WithSetting("OpenAI:BaseModels", "gpt-4.1-mini,gpt-5-mini");
    }
}
