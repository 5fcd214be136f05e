using System.Diagnostics;
using System.Net;
using BotGateway.Client;
using BotGateway.Contracts;
using BotGateway.Tests.FineTuning;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.ClientLibrary;

public sealed class AnswerTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Errors_in_training_data_are_listed()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var client = new BotGatewayClient(gateway.ClientOptions());
        var lines = $"{Examples.Lines()}\n{{\"messages\":[]}}";

        var failure = await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.TrainAsync(new() { Jsonl = RawJson.OfText(lines) }, Cancellation));

        Assert.Equal((HttpStatusCode.BadRequest, 11, 0), (failure.Status, Assert.Single(failure.Errors).Line, failure.MoreErrors));
        Assert.True(Guid.TryParse(failure.RequestId, out _));
    }

    [Fact]
    public async Task Pages_are_requested_as_they_are_needed()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var line = new TableFaults();
        using var http = new HttpClient(line, disposeHandler: false);
        using var client = new BotGatewayClient(gateway.ClientOptions(), http);
        for (var number = 1; number <= 3; number++)
            await client.NewBotAsync(new() { Name = $"{number}", Instructions = "Cuentas chistes.", ModelId = "gpt-4.1-mini" }, Cancellation);
        line.Forget();

        Assert.Equal("1", (await client.ListBots(new() { Limit = 1 }).FirstAsync(Cancellation)).Name);
        Assert.Single(line.Requests);
        var pages = await client.ListBots(new() { Limit = 2 }).AsPagesAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal([2, 1], pages.Select(page => page.Bots.Count));
        Assert.Equal(["3"], await client.ListBots(new() { Next = pages[0].Next }).Select(bot => bot.Name).ToListAsync(Cancellation));
        Assert.Equal(["1", "2", "3"], await client.ListBots(new() { Limit = 1 }).Select(bot => bot.Name).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task What_a_newer_gateway_adds_and_an_older_one_lacks_breaks_no_client()
    {
        await using var gateway = await ScriptedGateway.StartAsync(
            """{"status":200,"event":"bot_routine","routines":[{"routine_id":"r","routine_status":"hibernating","mood":{"good":true}}],"total":[1]}""");
        using var client = new BotGatewayClient(gateway.Options());

        var routine = Assert.Single(await client.ListRoutines().ToListAsync(Cancellation));

        Assert.Equal("r", routine.RoutineId);
        Assert.False(Enum.IsDefined(routine.RoutineStatus));
        Assert.Null(routine.BotId);
    }

    [Theory]
    [InlineData(200, "<html>Sign in</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"status":200,"event":"new_thread","thread_id":"t"}""")]
    [InlineData(200, """{"status":200,"event":"list_bots","bots":7}""")]
    [InlineData(403, "<html>Forbidden</html>")]
    [InlineData(403, "")]
    public async Task What_is_no_answer_of_a_gateway_is_not_taken_for_one(int status, string text)
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(text);
        });
        using var client = new BotGatewayClient(gateway.Options());

        var failure = await Assert.ThrowsAsync<BotGatewayResponseException>(async () => await client.ListBots().ToListAsync(Cancellation));

        Assert.Equal(((HttpStatusCode)status, null, 0), (failure.Status, failure.RequestId, failure.Errors.Count));
    }

    [Fact]
    public async Task The_callers_trace_goes_on_in_the_gateway()
    {
        await using var gateway = await ScriptedGateway.StartAsync("""{"status":200,"event":"check_credentials","auth":true}""");
        using var client = new BotGatewayClient(gateway.Options());
        using var caller = new Activity("caller").Start();

        await client.CheckCredentialsAsync(Cancellation);

        Assert.StartsWith($"00-{caller.TraceId}-", Assert.Single(gateway.Received).Traceparent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_collection_has_one_client_with_connections_of_the_factory()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var services = new ServiceCollection();
        services.AddBotGatewayClient(options =>
        {
            var given = gateway.ClientOptions();
            (options.Endpoint, options.Audience, options.PrivateKeyPem) = (given.Endpoint, given.Audience, given.PrivateKeyPem);
        });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<BotGatewayClient>();

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
        Assert.Same(client, provider.GetRequiredService<BotGatewayClient>());
    }

    [Fact]
    public async Task A_request_of_one_kind_is_not_sent_as_another()
    {
        await using var gateway = await ScriptedGateway.StartAsync("");
        using var client = new BotGatewayClient(gateway.Options());

        await Assert.ThrowsAsync<ArgumentException>(() => client.TrainAsync(new() { DryRun = true }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateTeamAsync(new() { BotId = "bot_1" }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateRoutineAsync(new() { ModelId = "m" }, Cancellation));

        Assert.Empty(gateway.Received);
    }
}
