using System.Text.RegularExpressions;

namespace BotGateway.Tests.Documents;

public sealed partial class TranslationTests
{
    private readonly Readme _english = Readme.Open("README.md");
    private readonly Readme _spanish = Readme.Open("README.es.md");

    [Fact]
    public void Both_are_built_alike_line_by_line()
    {
        Assert.Equal(_english.Structure(), _spanish.Structure());
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("js")]
    [InlineData("json")]
    public void Both_hold_the_same_code(string language)
    {
        Assert.Equal(_english.Blocks(language), _spanish.Blocks(language));
    }

    [Fact]
    public void Both_hold_the_same_json()
    {
        Assert.Equal(_english.Examples().Select(WithoutProse), _spanish.Examples().Select(WithoutProse));
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void Links_within_it_point_to_headings(string readme)
    {
        var document = Readme.Open(readme);
        var anchors = document.Headings().Select(Anchor).ToHashSet();

        Assert.NotEmpty(document.Targets());
        Assert.All(document.Targets(), target => Assert.Contains(target, anchors));
    }

    // As GitHub makes it of a heading.
    private static string Anchor(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutProse(string json) => Placeholder().Replace(json, "<>");

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    // "event":"<canonical name>"
    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Placeholder();
}
