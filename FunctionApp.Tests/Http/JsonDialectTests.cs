using System.Text;

namespace BotGateway.Tests.Http;

/// <summary>JSON as other languages and lenient readers write it.</summary>
public sealed class JsonDialectTests
{
    [Theory]
    [InlineData("{'a':1}", 1, 2, "expected a property name in double quotes or '}', but found a single quote.")]
    [InlineData("{\"a\":'b'}", 1, 6, "expected a value, but found a single quote.")]
    [InlineData("{a:1}", 1, 2, "expected a property name in double quotes or '}', but found 'a'.")]
    [InlineData("{\"a\":1,b:2}", 1, 8, "expected a property name in double quotes, but found 'b'.")]
    [InlineData("{/*x*/}", 1, 2, "expected a property name in double quotes or '}', but found a comment.")]
    [InlineData("[1,//x\n2]", 1, 4, "expected a value, but found a comment.")]
    [InlineData("[1/*x*/]", 1, 3, "expected ',' or ']', but found a comment.")]
    [InlineData("{}//x", 1, 3, "expected the end, but found a comment.")]
    [InlineData("# x", 1, 1, "expected a value, but found '#'.")]
    [InlineData("<html>", 1, 1, "expected a value, but found '<'.")]
    [InlineData("{\"a\":NaN}", 1, 6, "expected a value, but found 'N'.")]
    [InlineData("{\"a\":Infinity}", 1, 6, "expected a value, but found 'I'.")]
    [InlineData("{\"a\":-Infinity}", 1, 7, "expected a digit, but found 'I'.")]
    [InlineData("[undefined]", 1, 2, "expected a value or ']', but found 'u'.")]
    [InlineData("[Nul]", 1, 2, "expected a value or ']', but found 'N'.")]
    [InlineData("[True]", 1, 2, "expected a value or ']', but found 'T'.")]
    [InlineData("[tru]", 1, 5, "expected 'true', but found ']'.")]
    [InlineData("tru", 1, 4, "expected 'true', but found the end.")]
    [InlineData("[falze]", 1, 5, "expected 'false', but found 'z'.")]
    [InlineData("[nul]", 1, 5, "expected 'null', but found ']'.")]
    [InlineData("[nulll]", 1, 6, "expected ',' or ']', but found 'l'.")]
    public void What_other_languages_write_is_named(string json, int line, int position, string reason) =>
        JsonFaultTests.AssertFault(json, line, position, reason);

    [Theory]
    [InlineData("{\"a\":01}", 1, 7, "a number must not start with a zero.")]
    [InlineData("[-01]", 1, 4, "a number must not start with a zero.")]
    [InlineData("[-]", 1, 3, "expected a digit, but found ']'.")]
    [InlineData("-", 1, 2, "expected a digit, but found the end.")]
    [InlineData("[- 1]", 1, 3, "expected a digit, but found U+0020.")]
    [InlineData("[1.]", 1, 4, "expected a digit, but found ']'.")]
    [InlineData("1.", 1, 3, "expected a digit, but found the end.")]
    [InlineData("[1e]", 1, 4, "expected a digit, but found ']'.")]
    [InlineData("[1e+]", 1, 5, "expected a digit, but found ']'.")]
    [InlineData("[+1]", 1, 2, "expected a value or ']', but found '+'.")]
    [InlineData("[0,.5]", 1, 4, "expected a value, but found '.'.")]
    [InlineData("[0x1F]", 1, 3, "expected ',' or ']', but found 'x'.")]
    [InlineData("[1_000]", 1, 3, "expected ',' or ']', but found '_'.")]
    [InlineData("[1.5.2]", 1, 5, "expected ',' or ']', but found '.'.")]
    [InlineData("[0 1]", 1, 4, "expected ',' or ']', but found '1'.")]
    public void A_number_of_another_form_is_named(string json, int line, int position, string reason) =>
        JsonFaultTests.AssertFault(json, line, position, reason);

    [Theory]
    [InlineData("[\"\\x\"]", 1, 4, "'x' must not follow a backslash; use \\\\ for a backslash itself.")]
    [InlineData("{\"C:\\dir\":1}", 1, 6, "'d' must not follow a backslash; use \\\\ for a backslash itself.")]
    [InlineData("[\"\\'\"]", 1, 4, "a single quote must not follow a backslash; use \\\\ for a backslash itself.")]
    [InlineData("[\"\\u12G4\"]", 1, 7, "\\u must be followed by four hexadecimal digits.")]
    [InlineData("[\"\\u12\"]", 1, 7, "\\u must be followed by four hexadecimal digits.")]
    [InlineData("[\"a\nb\"]", 1, 4, "the control character U+000A must be escaped in a string.")]
    [InlineData("[\"a\\n\tb\"]", 1, 6, "the control character U+0009 must be escaped in a string.")]
    [InlineData("{\"a\0b\":1}", 1, 4, "the control character U+0000 must be escaped in a string.")]
    [InlineData("\uFEFF{}", 1, 1, "expected a value, but found a byte-order mark.")]
    [InlineData("[1,\u00a02]", 1, 4, "expected a value, but found U+00A0.")]
    [InlineData("{}\0", 1, 3, "expected the end, but found U+0000.")]
    [InlineData("[\n  😀]", 2, 3, "expected a value or ']', but found '😀'.")]
    public void A_character_that_must_not_stand_there_is_named(string json, int line, int position, string reason) =>
        JsonFaultTests.AssertFault(json, line, position, reason);

    [Theory]
    [InlineData("[1e400]", "The number at byte 2 is out of range.")]
    [InlineData("[1e-99999999999]", "The number at byte 2 is out of range.")]
    [InlineData("[0e+99999999999]", "The number at byte 2 is out of range.")]
    [InlineData("[\"\\ud800\"]", "The string at byte 2 contains an unpaired surrogate.")]
    public void So_is_what_only_some_readers_take(string json, string message) => Assert.Equal(message, JsonFaultTests.MessageOf(Encoding.UTF8.GetBytes(json)));
}
