using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("""{"threadID":"t"}""", "t")]
    [InlineData("""{"thread_id":"t"}""", "t")]
    [InlineData("""{"threadID":"t","thread_id":"t"}""", "t")]
    [InlineData("""{"threadID":null,"thread_id":"t"}""", "t")]
    [InlineData("""{"threadID":"t","thread_id":null}""", "t")]
    [InlineData("""{"threadID":"\u0074","thread_id":"t"}""", "t")]
    [InlineData("""{"threadID":" t "}""", " t ")]
    [InlineData("""{"threadID":null}""", null)]
    [InlineData("""{"threadid":"t"}""", null)]
    [InlineData("{}", null)]
    public void A_text_comes_under_any_of_its_names(string body, string? expected) =>
        Assert.Equal(expected, Body(body).OptionalText("threadID", "thread_id"));

    [Theory]
    [InlineData("""{"threadID":"t","thread_id":"u"}""", "'threadID' and 'thread_id' are the same field and differ.")]
    [InlineData("""{"threadID":"t","thread_id":""}""", "'threadID' and 'thread_id' are the same field and differ.")]
    [InlineData("""{"threadID":"","thread_id":""}""", "'threadID' is empty.")]
    [InlineData("""{"thread_id":" \t\n\u00a0"}""", "'thread_id' is empty.")]
    [InlineData("""{"thread_id":7}""", "'thread_id' must be a string.")]
    [InlineData("""{"threadID":["t"]}""", "'threadID' must be a string.")]
    [InlineData("""{"threadID":false}""", "'threadID' must be a string.")]
    public void A_text_of_another_form_is_a_400_that_names_the_field_as_it_came(string body, string expected)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Body(body).OptionalText("threadID", "thread_id"));

        Assert.Equal((ErrorKind.Invalid, expected), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"thread_id":null}""")]
    public void A_missing_text_is_a_400_that_names_the_field(string body)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Body(body).RequiredText("threadID", "thread_id"));

        Assert.Equal((ErrorKind.Invalid, "'threadID' is missing."), (problem.Kind, problem.Message));
    }

    [Fact]
    public void Of_three_names_any_two_must_agree()
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Body("""{"a":null,"b":{"x":[1,2]},"c":{"x":[2,1]}}""").Find("a", "b", "c"));

        Assert.Equal("'b' and 'c' are the same field and differ.", problem.Message);
    }

    [Fact]
    public void A_field_that_is_not_a_text_may_come_twice_too()
    {
        var field = Body("""{"a":{"x":1,"y":[true]},"b":{"y":[true],"x":1.0}}""").Find("a", "b");

        Assert.Equal("a", field!.Value.Name);
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("2", 2d)]
    [InlineData("8e-1", 0.8)]
    [InlineData("null", null)]
    public void A_number_within_its_range_is_read(string number, double? expected) =>
        Assert.Equal(expected, Body($$"""{"temperature":{{number}}}""").OptionalNumber(["temperature"], 0, 2));

    [Theory]
    [InlineData("-0.1")]
    [InlineData("2.0001")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void Another_number_is_a_400_that_tells_the_range(string number)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Body($$"""{"temperature":{{number}}}""").OptionalNumber(["temperature"], 0, 2));

        Assert.Equal((ErrorKind.Invalid, "'temperature' must be a number from 0 to 2."), (problem.Kind, problem.Message));
    }

    private static RequestBody Body(string json) => new(JsonElement.Parse(json));
}
