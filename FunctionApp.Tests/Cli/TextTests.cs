using BotGateway.Cli.Comparing;
using BotGateway.Cli.Training;

namespace BotGateway.Tests.Cli;

public sealed class TextTests
{
    [Theory]
    [InlineData(new double[0], 10, "")]
    [InlineData(new[] { 1.0 }, 10, "▁")]
    [InlineData(new[] { 2.0, 2.0 }, 10, "▁▁")]
    [InlineData(new[] { 8.0, 4.5, 1.0 }, 10, "█▅▁")]
    [InlineData(new[] { 9.0, 7.0, 1.0, 1.0, 1.0, 1.0 }, 3, "█▁▁")]
    public void A_curve_fits_its_width(double[] values, int width, string expected) => Assert.Equal(expected, Sparkline.Of(values, width));

    [Theory]
    [InlineData("¡Hola, Ana!", "hola ana", 1)]
    [InlineData("hola", "adiós", 0)]
    [InlineData("a a b", "a b b c", 4.0 / 7)]
    [InlineData("", "", 1)]
    [InlineData("", "a", 0)]
    [InlineData("¡!", "a", 0)]
    public void Similarity_is_the_share_of_common_words(string answer, string expected, double similarity) =>
        Assert.Equal(similarity, Similarity.Of(answer, expected), 6);
}
