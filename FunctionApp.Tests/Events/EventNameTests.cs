namespace BotGateway.Tests.Events;

public sealed class EventNameTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("""{"event_name":"nobody_knows"}""")]
    [InlineData("""{"event":"nobody_knows"}""")]
    [InlineData("""{"event_name":"NEW_THREAD"}""")]
    [InlineData("""{"event_name":" new_thread"}""")]
    [InlineData("""{"event_name":""}""")]
    [InlineData("""{"event_name":7}""")]
    [InlineData("""{"event_name":["new_thread"]}""")]
    public async Task An_event_that_nobody_knows_is_a_400_that_lists_the_known_ones(string body)
    {
        (await _gateway.CallAsync(body)).AssertProblem(400, "is not known; use one of: train, add_examples, ");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"event_name":null}""")]
    [InlineData("""{"Event_Name":"new_thread"}""")]
    public async Task A_missing_event_is_a_400_that_lists_the_known_ones(string body)
    {
        (await _gateway.CallAsync(body)).AssertProblem(400, "'event_name' is missing; use one of: train, add_examples, ");
    }

    [Fact]
    public async Task Both_fields_may_be_there_when_they_agree()
    {
        var agreeing = await _gateway.CallAsync(new { event_name = "new_thread", @event = "new_thread" });
        var differing = await _gateway.CallAsync(new { event_name = "new_thread", @event = "create_thread" });

        Assert.Equal(200, agreeing.Status);
        differing.AssertProblem(400, "'event_name' and 'event'");
    }

    [Fact]
    public async Task Fields_that_an_event_does_not_know_are_ignored()
    {
        var answer = await _gateway.CallAsync(new { event_name = "new_thread", name = 7, thread_id = "x", payload = new { token = "x" } });

        Assert.Equal(200, answer.Status);
    }
}
