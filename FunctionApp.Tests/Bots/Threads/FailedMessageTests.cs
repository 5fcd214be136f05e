using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Bots.Threads;

public sealed class FailedMessageTests(TableService tables)
{
    private static readonly (Fault Fault, int Status)[] Failures =
    [
        (Fault.Status(400), 502),
        (Fault.Status(401), 500),
        (Fault.Status(404), 502),
        (Fault.Status(404, code: "DeploymentNotFound"), 400),
        (Fault.Status(429), 429),
        (Fault.Status(500), 502),
        (Fault.ContentFilter, 400),
        (Fault.Garbage, 502),
        (Fault.Refused, 502),
        (Fault.AfterEffect(), 502),
    ];

    [Fact]
    public async Task Whatever_way_the_model_fails_the_thread_is_as_it_was()
    {
        await using var gateway = await new GatewayBuilder(tables).WithServices(services =>
            services.Configure<AzureOpenAIClientOptions>(options => options.RetryPolicy = new ClientRetryPolicy(0))).StartAsync();
        var talk = await gateway.NewBotAsync();

        foreach (var (fault, status) in Failures)
        {
            gateway.Models.Faults.Next("chat", fault);
            (await gateway.SendAsync(talk, "perdido")).AssertProblem(status, "model service");
        }

        var answer = await gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(["system: Cuentas chistes.", "user: ¡Hola!"], gateway.LastPrompt());
        Assert.Contains("(0 mensajes anteriores)", answer["message"]);
    }

    [Fact]
    public async Task A_model_that_does_not_answer_in_time_leaves_no_trace()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await new GatewayBuilder(tables).WithClock(clock).StartAsync();
        var talk = await gateway.NewBotAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var sending = gateway.SendAsync(talk, "perdido");
        await held.Arrived;
        clock.Advance(TimeSpan.FromMinutes(3));
        (await sending).AssertProblem(504, "too long");

        Assert.Empty(await gateway.ReadThreadAsync(talk.ThreadId));
    }

    [Fact]
    public async Task A_thread_that_cannot_be_written_is_a_503_and_leaves_no_trace()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();

        faults.Decide = request => TableFaults.Writes(request, "threads") ? Fate.Refused : Fate.Served;
        var failed = await gateway.SendAsync(talk, "perdido");
        faults.Decide = _ => Fate.Served;
        await gateway.SendAsync(talk, "¡Hola!");

        failed.AssertProblem(503, "Table service");
        Assert.Equal(["system: Cuentas chistes.", "user: ¡Hola!"], gateway.LastPrompt());
        // A thread that cannot be leased costs nothing.
        Assert.Equal(1, gateway.Models.Calls.Count("chat"));
    }

    [Fact]
    public async Task A_turn_that_cannot_be_kept_releases_the_thread()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();

        faults.Decide = request => TableFaults.Writes(request, "threads") && request.Contains("turn_") ? Fate.Refused : Fate.Served;
        var failed = await gateway.SendAsync(talk, "perdido");
        faults.Decide = _ => Fate.Served;

        failed.AssertProblem(503, "Table service");
        Assert.Equal(200, (await gateway.SendAsync(talk, "¡Hola!")).Status);
        Assert.Equal(["system: Cuentas chistes.", "user: ¡Hola!"], gateway.LastPrompt());
    }
}
