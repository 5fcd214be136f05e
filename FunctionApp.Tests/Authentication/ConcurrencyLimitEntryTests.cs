using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.DependencyInjection;
using Fault = BotGateway.LocalHost.OpenAI.Simulation.Fault;

namespace BotGateway.Tests.Authentication;

public sealed class ConcurrencyLimitEntryTests(TableService tables)
{
    [Fact]
    public async Task A_client_that_waits_for_a_slow_model_takes_no_other_clients_places()
    {
        await using var gateway = await StartAsync();
        var (noisy, quiet) = (await NewBotAsync(gateway, DemoSecrets.ClientId), await NewBotAsync(gateway, Gateway.Acme));
        using var first = gateway.Models.Faults.Hold("chat");
        using var second = gateway.Models.Faults.Hold("chat");
        Task<Answer>[] held =
        [
            gateway.CallAsync(Message(noisy.BotId, noisy.ThreadId)),
            gateway.CallAsync(Message(noisy.BotId, await NewThreadAsync(gateway))),
        ];
        await Task.WhenAll(first.Arrived, second.Arrived);

        var refused = await gateway.CallAsync("""{"event_name":"check_credentials"}""");
        var answered = await gateway.CallAsync(Message(quiet.BotId, quiet.ThreadId), Gateway.Acme);
        first.Release();
        second.Release();

        Assert.Equal((429, 200), (refused.Status, answered.Status));
        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await gateway.CallAsync("""{"event_name":"check_credentials"}""")).Status);
    }

    [Theory]
    [InlineData("""{"event_name":"unknown"}""", 400)]
    [InlineData("""{"event_name":"check_train","id":"ftjob-none"}""", 404)]
    [InlineData("""[]""", 400)]
    [InlineData("""{"event_name":"check_credentials"}""", 200)]
    public async Task However_a_request_ends_its_place_is_free_again(string body, int status)
    {
        await using var gateway = await StartAsync();

        for (var i = 0; i < 5; i++)
            Assert.Equal(status, (await gateway.CallAsync(body)).Status);
    }

    [Fact]
    public async Task So_it_is_when_the_gateway_fails()
    {
        await using var gateway = await StartAsync();
        var bot = await NewBotAsync(gateway, DemoSecrets.ClientId);
        gateway.Models.Faults.Next("chat", Fault.Status(500), times: 100);
        for (var i = 0; i < 5; i++)
            Assert.InRange((await gateway.CallAsync(Message(bot.BotId, bot.ThreadId))).Status, 500, 599);

        gateway.Models.Faults.Clear();
        Assert.Equal(200, (await gateway.CallAsync(Message(bot.BotId, bot.ThreadId))).Status);
    }

    private static string Message(string bot, string thread) => $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"?"}""";

    private static async Task<(string BotId, string ThreadId)> NewBotAsync(Gateway gateway, string client)
    {
        var answer = await gateway.CallAsync("""{"event_name":"new_bot","name":"b","instructions":"i","modelID":"gpt-4.1-mini"}""", client);
        return (answer["bot_id"]!, answer["thread_id"]!);
    }

    private static async Task<string> NewThreadAsync(Gateway gateway) => (await gateway.CallAsync("""{"event_name":"new_thread"}"""))["thread_id"]!;

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithSetting("Requests:ConcurrentPerClient", "2")
        .WithServices(services => services.Configure<AzureOpenAIClientOptions>(options => options.RetryPolicy = new ClientRetryPolicy(0))).StartAsync();
}
