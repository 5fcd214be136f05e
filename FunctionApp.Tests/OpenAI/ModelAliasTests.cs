using BotGateway.Tests.Configuration;
using BotGateway.Tests.FineTuning;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.OpenAI;

/// <summary>Names that clients of the old service send for models which are deployed under others.</summary>
public sealed class ModelAliasTests(ModelAliasTests.AliasedGateway shared) : IClassFixture<ModelAliasTests.AliasedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private const string Dated = "gpt-4o-mini-2024-07-18";
    private const string Tuned = "ft:gpt-4o-mini:acme::abc";

    [Fact]
    public async Task A_bot_with_an_alias_of_a_base_model_talks_to_the_deployment()
    {
        var bot = await NewBotAsync(Dated, "default");
        Assert.Equal(200, bot.Status);

        var answer = await _gateway.CallAsync($$"""{"event_name":"messaging","botID":"{{bot["bot_id"]}}","threadID":"{{bot["thread_id"]}}","message":"Hola"}""");

        Assert.Equal(200, answer.Status); // The service knows no deployment by the dated name.
    }

    [Fact]
    public async Task A_team_takes_an_alias_too()
    {
        Assert.Equal(200, (await _gateway.CallAsync($$"""{"event_name":"bot_routine","modelID":"{{Dated}}"}""")).Status);
    }

    [Fact]
    public async Task Training_an_alias_trains_its_model()
    {
        Assert.Equal(200, (await _gateway.CallAsync(Examples.Train($"\"model\":\"{Dated}\""))).Status);

        Assert.Equal("gpt-4o-mini", _gateway.Models.Calls.Of("create-job")[^1].Body!.Value.GetProperty("model").GetString());
    }

    [Fact]
    public async Task An_alias_of_a_clients_model_is_its_own_alone()
    {
        Assert.Equal(200, (await NewBotAsync(Tuned, "default")).Status);
        Assert.Equal(400, (await NewBotAsync(Tuned, Gateway.Acme)).Status);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=b")]
    [InlineData("a=b=c")]
    [InlineData("a=b,a=c")]
    [InlineData("a=b,b=c")]
    [InlineData("a=a")]
    public async Task A_list_of_another_form_stops_the_start(string aliases)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { ["OpenAI__ModelAliases"] = aliases }));

        Assert.StartsWith("Setting 'OpenAI__ModelAliases' must be a list", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private Task<Answer> NewBotAsync(string model, string client) =>
        _gateway.CallAsync($$"""{"event_name":"new_bot","name":"n","instructions":"i","modelID":"{{model}}"}""", client);

    public sealed class AliasedGateway(TableService tables) : TrainingGateway(tables)
    {
        protected override GatewayBuilder Configure(GatewayBuilder builder) => base.Configure(builder)
            .WithSetting("OpenAI:BaseModels", "gpt-4.1-mini,gpt-4o-mini")
            .WithSetting("OpenAI:ModelAliases", $"{Dated}=gpt-4o-mini, {Tuned} = acme-model")
            .WithSetting("Clients:0:Models", "acme-model");
    }
}
