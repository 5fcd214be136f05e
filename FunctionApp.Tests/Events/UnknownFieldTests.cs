
namespace BotGateway.Tests.Events;

public sealed class UnknownFieldTests(TableService tables)
{
    private const string NewBot = """{"event_name":"new_bot","name":"n","instructions":"i","modelID":"gpt-4.1-mini","temprature":1,"x":null,"y":{"z":1}}""";

    [Fact]
    public async Task The_answer_lists_them_except_those_that_are_null()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answer = await gateway.CallAsync(NewBot);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["temprature", "y"], answer.Json.GetProperty("ignored").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_request_without_one_is_answered_as_ever()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answer = await gateway.CallAsync("""{"event":"check_credentials","event_name":"check_credentials"}""");

        Assert.False(answer.Json.TryGetProperty("ignored", out _));
    }

    [Fact]
    public async Task Of_very_many_the_first_are_listed_and_long_names_are_cut()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var fields = string.Join(',', Enumerable.Range(0, 1_000).Select(number => $"\"{new string('x', 500)}{number}\":1"));

        var answer = await gateway.CallAsync($"{{\"event_name\":\"new_thread\",{fields}}}");

        var ignored = answer.Json.GetProperty("ignored").EnumerateArray().Select(name => name.GetString()!).ToList();
        Assert.Equal(20, ignored.Count);
        Assert.All(ignored, name => Assert.InRange(name.Length, 1, 200));
    }

    [Theory]
    [InlineData(NewBot, "'temprature' is not known; did you mean 'temperature'?")]
    [InlineData("""{"event_name":"new_thread","title":"t"}""", "'title' is not known.")]
    [InlineData("""{"event_name":"bot_routine","action":"list","limits":1}""", "'limits' is not known; did you mean 'limit'?")]
    public async Task They_are_a_400_if_the_operator_wants_that(string body, string message)
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Requests:UnknownFields", "reject").StartAsync();

        var answer = await gateway.CallAsync(body);

        Assert.Equal((400, message), (answer.Status, answer["message"]));
    }

    [Theory]
    [InlineData("\"hyperparameters\":{\"n_epoch\":3}", "'hyperparameters.n_epoch' is not known; did you mean 'hyperparameters.n_epochs'?")]
    [InlineData("\"hyperparameters\":{\"gamma\":0.1}", "'hyperparameters.gamma' is not known.")]
    [InlineData("\"then\":{\"bot_routine\":true,\"bot_routines\":true}", "'then.bot_routines' is not known; did you mean 'then.bot_routine'?")]
    public async Task Within_a_field_they_are_a_400_in_any_case(string field, string message)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answer = await gateway.CallAsync($"{{\"event_name\":\"train\",{field}}}");

        Assert.Equal((400, message), (answer.Status, answer["message"]));
    }
}
