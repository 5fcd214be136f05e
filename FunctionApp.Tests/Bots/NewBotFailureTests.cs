using System.Text.Json;

namespace BotGateway.Tests.Bots;

public sealed class NewBotFailureTests(TableService tables)
{
    [Fact]
    public async Task When_only_the_thread_cannot_be_made_the_bot_is_there_without_it()
    {
        using var faults = new TableFaults { Decide = request => TableFaults.Writes(request, "threads") ? Fate.Refused : Fate.Served };
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();

        var made = await gateway.CallAsync(NewBot("new_bot"));
        faults.Decide = _ => Fate.Served;
        var talk = new Talk(made["bot_id"]!, await gateway.NewThreadAsync());
        var answer = await gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(200, made.Status);
        Assert.Equal(JsonValueKind.Null, made.Json.GetProperty("thread_id").ValueKind);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("new_bot")]
    [InlineData("new_thread")]
    public async Task Without_the_tables_it_is_a_503(string @event)
    {
        using var faults = new TableFaults { Decide = _ => Fate.Refused };
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();

        var answer = await gateway.CallAsync(NewBot(@event));

        answer.AssertProblem(503, "Table service");
    }

    [Fact]
    public async Task Without_the_tables_a_message_is_a_503_and_the_model_is_not_asked()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        var talk = await gateway.NewBotAsync();
        faults.Decide = _ => Fate.Refused;

        var answer = await gateway.SendAsync(talk, "¡Hola!");

        answer.AssertProblem(503, "Table service");
        Assert.Empty(gateway.ChatRequests());
    }

    [Fact]
    public async Task A_bot_and_a_thread_whose_writes_had_their_answers_lost_are_made_once()
    {
        using var faults = new TableFaults();
        await using var gateway = await new GatewayBuilder(tables).WithServices(faults.Under).StartAsync();
        await gateway.NewBotAsync(); // Makes the tables.
        var lost = new HashSet<string>();
        faults.Decide = request => (TableFaults.Writes(request, "bots") && lost.Add("bots"))
            || (TableFaults.Writes(request, "threads") && lost.Add("threads")) ? Fate.AnswerLost : Fate.Served;

        var talk = await gateway.NewBotAsync();
        var answer = await gateway.SendAsync(talk, "¡Hola!");

        Assert.Equal(2, lost.Count);
        Assert.Equal(200, answer.Status);
    }

    private static object NewBot(string @event) =>
        new { event_name = @event, name = "Chistero", instructions = "Cuentas chistes.", modelID = GatewayBots.Model };
}
