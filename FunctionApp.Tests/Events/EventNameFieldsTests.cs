namespace BotGateway.Tests.Events;

public sealed class EventNameFieldsTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("""{"event_name":"check_credentials"}""")]
    [InlineData("""{"event":"check_credentials"}""")]
    [InlineData("""{"event":"check_credentials","event_name":"check_credentials"}""")]
    [InlineData("""{"event":null,"event_name":"check_credentials"}""")]
    [InlineData("""{"event":"check_credentials","event_name":null}""")]
    [InlineData("""{"event":"check_credentials","unknown":{"to":["the","event"]}}""")]
    public async Task Both_names_of_the_field_are_taken(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Expected.Authenticated(answer);
    }

    [Fact]
    public async Task Two_different_events_are_a_400_that_names_both_fields()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = """{"event":"check_credentials","event_name":"new_thread"}""" });

        Assert.Equal("'event_name' and 'event' are the same field and differ.", Expected.Problem(400, answer));
    }

    [Theory]
    [InlineData("{}", "'event_name' is missing")]
    [InlineData("""{"event_name":null}""", "'event_name' is missing")]
    [InlineData("""{"event_name":""}""", "'event_name' is not known")]
    [InlineData("""{"event_name":" "}""", "'event_name' is not known")]
    [InlineData("""{"event_name":7}""", "'event_name' is not known")]
    [InlineData("""{"event_name":"Train"}""", "'event_name' is not known")]
    [InlineData("""{"event":"train "}""", "'event' is not known")]
    public async Task Any_other_event_is_a_400_that_lists_the_known_ones(string body, string reason)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Assert.StartsWith($"{reason}; use one of: train, add_examples, ", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new_thread", "new_thread")]
    [InlineData("create_thread", "new_thread")]
    public async Task Every_success_carries_the_canonical_name(string name, string canonical)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = $$"""{"event_name":"{{name}}"}""" });

        Assert.StartsWith($$"""{"status":200,"event":"{{canonical}}",""", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"check_credentials\"")]
    public async Task A_body_that_is_not_an_object_is_a_400(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Assert.StartsWith("'body' must be an object", Expected.Problem(400, answer), StringComparison.Ordinal);
    }
}
