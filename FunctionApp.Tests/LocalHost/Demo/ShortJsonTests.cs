using BotGateway.LocalHost.Demo;

namespace BotGateway.Tests.LocalHost.Demo;

public sealed class ShortJsonTests
{
    [Fact]
    public void Tokens_and_signatures_are_cut_to_their_beginnings()
    {
        var (token, signature) = (new string('t', 344), new string('s', 344));
        var request = $$$"""{"payload":{"token":"{{{token}}}","signature":"{{{signature}}}"},"body":{"event_name":"train"}}""";

        Assert.Equal(
            """{"payload":{"token":"tttttttttt…","signature":"ssssssssss…"},"body":{"event_name":"train"}}""", ShortJson.Of(request, 0));
    }

    [Fact]
    public void An_array_is_cut_to_its_first_item() => Assert.Equal("""{"jsonl":[{"a":1},"… 11 more"]}""",
        ShortJson.Of($$"""{"jsonl":[{{string.Join(',', Enumerable.Repeat("""{"a":1}""", 12))}}]}""", 0));

    [Fact]
    public void Letters_stay_readable() =>
        Assert.Equal("""{"m":"¿Qué taza haciendo? 'ñ'"}""", ShortJson.Of("""{"m":"¿Qué taza haciendo? 'ñ'"}""", 0));

    [Fact]
    public void Text_that_is_not_JSON_is_shown_as_it_is() => Assert.Equal("<html>", ShortJson.Of("<html>", 0));

    [Fact]
    public void An_object_that_is_too_long_for_a_line_is_broken_by_fields()
    {
        var text = new string('x', 100);

        Assert.Equal($$"""
            {
                "a":{"b":1},
                "c":"{{text}}"
              }
            """, ShortJson.Of($$"""{"a":{"b":1},"c":"{{text}}"}""", 2));
    }

    [Fact]
    public void So_is_one_in_an_array()
    {
        var text = new string('x', 100);

        Assert.Equal($$"""
            {
              "runs":[{
                "a":1,
                "b":"{{text}}"
              }]
            }
            """, ShortJson.Of($$"""{"runs":[{"a":1,"b":"{{text}}"}]}""", 0));
    }
}
