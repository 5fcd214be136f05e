using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Tests.Tables;

public sealed class LongTextTests
{
    private const int Longest = 32 * 1024;

    // A robot is a surrogate pair; the lengths put one across the first, the second and the third boundary.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Longest, 0)]
    [InlineData(Longest + 1, 0)]
    [InlineData(Longest - 2, 1)]
    [InlineData(Longest - 1, 1)]
    [InlineData(Longest, 1)]
    [InlineData((2 * Longest) - 2, 1)]
    [InlineData((2 * Longest) - 1, 1)]
    [InlineData((2 * Longest) - 1, 3)]
    [InlineData(2 * Longest, 0)]
    [InlineData(1, 50_000)]
    [InlineData(0, 50_000)]
    [InlineData(100_000, 1)]
    public void A_text_of_any_length_comes_back_in_pieces_that_a_property_can_hold(int letters, int robots)
    {
        var text = new string('x', letters) + string.Concat(Enumerable.Repeat("🤖", robots));
        var row = new TableEntity("p", "r");

        row.SetText("Text", text);

        Assert.Equal(text, row.GetText("Text"));
        var pieces = row.Where(property => property.Key.StartsWith("Text", StringComparison.Ordinal))
            .Select(property => (string)property.Value)
            .ToList();
        Assert.All(pieces, piece => Assert.True(piece.Length <= Longest));
        Assert.All(pieces, piece => Assert.False(piece.Length > 0 && (char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1]))));
        Assert.True(pieces.Count <= (text.Length / (Longest - 1)) + 1);
    }

    [Fact]
    public void Texts_of_one_row_do_not_mix()
    {
        var row = new TableEntity("p", "r");

        row.SetText("User", new string('u', Longest + 1));
        row.SetText("Assistant", new string('a', 3 * Longest));

        Assert.Equal(new string('u', Longest + 1), row.GetText("User"));
        Assert.Equal(new string('a', 3 * Longest), row.GetText("Assistant"));
    }
}
