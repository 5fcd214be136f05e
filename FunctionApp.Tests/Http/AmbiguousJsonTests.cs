namespace BotGateway.Tests.Http;

/// <summary>JSON that parsers take differently: what one of them checked, another might do.</summary>
public sealed class AmbiguousJsonTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("""{"event_name":"check_credentials","event_name":"check_credentials"}""")]
    [InlineData("""{"event_name":"check_credentials","event\u005fname":"new_thread"}""")]
    [InlineData("""{"event_name":"check_credentials","x":{"y":[0,{"a":1,"b":2,"a":null}]}}""")]
    [InlineData("""{"event_name":"check_credentials","x":{"\u00f1":1,"ñ":2}}""")]
    [InlineData("""{"event_name":"check_credentials","x":{"🦤":1,"\ud83e\udda4":2}}""")]
    [InlineData("""{"event_name":"check_credentials","x":{"":1,"":2}}""")]
    public async Task A_property_twice_in_one_object_is_a_400(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Assert.StartsWith("Malformed JSON", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    // Up to 16 names are compared one by one, and names of objects around are not the object's.
    [Theory]
    [InlineData(7, 3, "a0", false)]
    [InlineData(7, 3, "a2", true)]
    [InlineData(7, 40, "a39", true)]
    [InlineData(7, 40, "\\u00610", true)]
    [InlineData(60, 17, "a16", true)]
    [InlineData(60, 17, "a17", false)]
    public async Task So_it_is_after_objects_of_any_depth_and_size(int depth, int names, string last, bool isTwice)
    {
        var members = string.Concat(Enumerable.Range(1, names - 1).Select(i => $"\"a{i}\":0,"));
        var nested = "{}";
        for (var i = 0; i < depth; i++)
            nested = $"{{{members}\"a0\":{nested}{(i == depth - 1 && last != "a0" ? $",\"{last}\":0" : "")}}}";

        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = $$"""{"event_name":"check_credentials","a0":{{nested}}}""" });

        if (isTwice)
            Assert.StartsWith("Malformed JSON", Expected.Problem(400, answer), StringComparison.Ordinal);
        else
            Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("{\"payload\":{},\"payload\":{}}")]
    [InlineData("{\"body\":{},\"payload\":{},\"\\u0062ody\":{}}")]
    [InlineData("{\"payload\":{\"token\":\"a\",\"token\":\"b\"}}")]
    [InlineData("{\"payload\":{\"key_id\":null,\"key\\u005fid\":\"acme\"}}")]
    public async Task So_it_is_in_the_envelope(string request)
    {
        var answer = await _gateway.SendAsync(request);

        Assert.StartsWith("Malformed JSON", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_differ_in_case_only_are_two()
    {
        var answer = await _gateway.CallAsync(
            _gateway.Token() with { Body = """{"event_name":"check_credentials","Event_name":"train","EVENT":"x"}""" });

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("""{"event_name":"check_credentials","x":"\ud83e"}""")]
    [InlineData("""{"event_name":"check_credentials","x":"\udda4 \ud83e"}""")]
    [InlineData("""{"event_name":"check_credentials","x":["\uD83E\u0041"]}""")]
    [InlineData("""{"event_name":"check_credentials","\uDDA4":1}""")]
    public async Task Half_a_surrogate_pair_is_a_400_in_values_and_names(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Assert.EndsWith("contains an unpaired surrogate.", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event_name":"check_credentials","x":"\ud83e\udda4"}""")]
    [InlineData("""{"event_name":"check_credentials","\uD83E\uDDA4":"\\ud83e"}""")]
    [InlineData("""{"event_name":"check_credentials","x":"\u0000\u007f\ud7ff\ue000"}""")]
    public async Task A_whole_pair_and_what_only_looks_like_half_of_one_are_taken(string body)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = body });

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e309")]
    [InlineData("[{\"y\":2E+99999999999}]")]
    public async Task A_number_beyond_a_double_is_a_400_wherever_it_stands(string value)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = $$"""{"event_name":"check_credentials","x":{{value}}}""" });

        Assert.EndsWith("is out of range.", Expected.Problem(400, answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.7976931348623157e308")]
    [InlineData("123456789012345678901234567890")]
    public async Task A_number_that_a_double_holds_is_taken(string value)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Body = $$"""{"event_name":"check_credentials","x":{{value}}}""" });

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    [InlineData(100_000, true)]
    public async Task Nesting_is_64_levels_at_most(int levels, bool isRefused)
    {
        var inner = levels - 2; // The request and the body are the first two.

        var answer = await _gateway.CallAsync(_gateway.Token() with
        {
            Body = $$"""{"event_name":"check_credentials","x":{{new string('[', inner)}}{{new string(']', inner)}}}""",
        });

        if (isRefused)
            Assert.StartsWith("Malformed JSON at line 1, position ", Expected.Problem(400, answer), StringComparison.Ordinal);
        else
            Expected.Authenticated(answer);
    }
}
