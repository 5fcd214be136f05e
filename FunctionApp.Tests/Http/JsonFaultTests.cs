using System.Text;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

/// <summary>What a client is told of a text that is not JSON: in the gateway's words, with the place.</summary>
public sealed class JsonFaultTests
{
    private const string Valid =
        """
        {"a\n": [1, -2.5e+3, true, {"b": null, "ñ": "x\u00f1\\"}, []],
          "c": {"d": false, "e": {}}, "f": "", "g": 0}
        """;

    // Of System.Text.Json's own texts.
    private static readonly string[] LibraryPhrases =
    [
        "reader options", "isFinalBlock", "LineNumber", "BytePositionInLine", "in this mode", "is invalid", "is an invalid", "configured depth", "payload",
        "end of data", "deserializ", "delimiter", "JSON tokens", "JSON literal", "escapable", "encountered", "matching open", "Path:",
    ];

    [Theory]
    [InlineData("", 1, 1, "expected a value, but found the end.")]
    [InlineData(" \r\n\t", 2, 2, "expected a value, but found the end.")]
    [InlineData("{", 1, 2, "expected a property name in double quotes or '}', but found the end.")]
    [InlineData("[", 1, 2, "expected a value or ']', but found the end.")]
    [InlineData("{\"a\"", 1, 5, "expected ':', but found the end.")]
    [InlineData("{\"a\":", 1, 6, "expected a value, but found the end.")]
    [InlineData("{\"a\":1", 1, 7, "expected ',' or '}', but found the end.")]
    [InlineData("{\"a\":{}", 1, 8, "expected ',' or '}', but found the end.")]
    [InlineData("[1", 1, 3, "expected ',' or ']', but found the end.")]
    [InlineData("[[]", 1, 4, "expected ',' or ']', but found the end.")]
    [InlineData("[1,", 1, 4, "expected a value, but found the end.")]
    [InlineData("{\"a\":1, ", 1, 9, "expected a property name in double quotes, but found the end.")]
    [InlineData("[\"abc", 1, 6, "the closing double quote of a string is missing.")]
    [InlineData("{\"abc", 1, 6, "the closing double quote of a string is missing.")]
    [InlineData("[\"abc\\", 1, 7, "the closing double quote of a string is missing.")]
    [InlineData("[\"abc\\\"", 1, 8, "the closing double quote of a string is missing.")]
    public void Where_the_end_is_missing_it_says_what_must_follow(string json, int line, int position, string reason) =>
        AssertFault(json, line, position, reason);

    [Theory]
    [InlineData("{\"a\":1,}", 1, 8, "there must be no comma before '}'.")]
    [InlineData("[1,\n]", 2, 1, "there must be no comma before ']'.")]
    [InlineData("{\"a\":[{}, ]}", 1, 11, "there must be no comma before ']'.")]
    [InlineData("[,1]", 1, 2, "expected a value or ']', but found ','.")]
    [InlineData("{,}", 1, 2, "expected a property name in double quotes or '}', but found ','.")]
    [InlineData("[1,,2]", 1, 4, "expected a value, but found ','.")]
    [InlineData("{\"a\":1,,\"b\":2}", 1, 8, "expected a property name in double quotes, but found ','.")]
    [InlineData("[1 2]", 1, 4, "expected ',' or ']', but found '2'.")]
    [InlineData("[\"a\" \"b\"]", 1, 6, "expected ',' or ']', but found a double quote.")]
    [InlineData("{\"a\":1 \"b\":2}", 1, 8, "expected ',' or '}', but found a double quote.")]
    [InlineData("{\"a\":\"say \"hello\"\"}", 1, 12, "expected ',' or '}', but found 'h'.")]
    [InlineData("{\"a\":1;}", 1, 7, "expected ',' or '}', but found ';'.")]
    [InlineData("{\"a\" 1}", 1, 6, "expected ':', but found '1'.")]
    [InlineData("{\"a\"}", 1, 5, "expected ':', but found '}'.")]
    [InlineData("{\"a\\\"\" = 1}", 1, 8, "expected ':', but found '='.")]
    [InlineData("{\"a\":}", 1, 6, "expected a value, but found '}'.")]
    [InlineData("{\"a\"::1}", 1, 6, "expected a value, but found ':'.")]
    [InlineData("{\"a\":1]", 1, 7, "expected ',' or '}', but found ']'.")]
    [InlineData("[1}", 1, 3, "expected ',' or ']', but found '}'.")]
    [InlineData("]", 1, 1, "expected a value, but found ']'.")]
    [InlineData("{} {}", 1, 4, "expected the end, but found '{'.")]
    [InlineData("1 2", 1, 3, "expected the end, but found '2'.")]
    [InlineData("[1]]", 1, 4, "expected the end, but found ']'.")]
    [InlineData("{} x", 1, 4, "expected the end, but found 'x'.")]
    public void Where_something_else_stands_it_says_what_was_expected_and_what_was_found(string json, int line, int position, string reason) =>
        AssertFault(json, line, position, reason);

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", 1, 8, "the property 'a' is there twice in one object.")]
    [InlineData("{\"x\":{\"a\":1},\n \"y\":[{\"b\":1,\"\\u0062\":2}]}", 2, 14, "the property 'b' is there twice in one object.")]
    public void A_property_that_is_there_twice_is_named(string json, int line, int position, string reason) =>
        AssertFault(json, line, position, reason);

    [Fact]
    public void Of_a_long_name_the_beginning_is_shown()
    {
        var name = new string('a', 127) + "😀b";

        AssertFault($"{{\"{name}\":1,\"{name}\":1}}", 1, 139, $"the property '{new string('a', 127)}…' is there twice in one object.");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Nesting_that_is_too_deep_is_named(string level)
    {
        var json = string.Concat(Enumerable.Repeat(level, 65));

        AssertFault(json, 1, (64 * level.Length) + 1, "the nesting is too deep: 64 levels are the most.");
    }

    [Fact]
    public void So_is_a_text_that_is_not_UTF_8() => Assert.Equal("The request is not valid UTF-8.", MessageOf([(byte)'"', 0xFF, (byte)'"']));

    // Every way to break off, and every character in every place: nothing comes of it that was not foreseen.
    [Fact]
    public void No_fault_is_told_in_the_librarys_words_and_none_without_its_reason()
    {
        var valid = Encoding.UTF8.GetBytes(Valid);
        var broken = Enumerable.Range(0, valid.Length).Select(length => valid[..length]).ToList();
        foreach (var inserted in "{}[]:,\"'\\/-+.0eEtfnx \n\t\0".Select(c => (byte)c))
        {
            for (var i = 0; i <= valid.Length; i++)
            {
                broken.Add([.. valid[..i], inserted, .. valid[i..]]);
                if (i < valid.Length)
                    broken.Add([.. valid[..i], inserted, .. valid[(i + 1)..]]);
            }
        }

        var messages = broken.Select(MessageOf).OfType<string>().ToList();

        Assert.True(messages.Count > 1000);
        Assert.All(messages, message =>
        {
            Assert.DoesNotContain("this is not valid JSON", message, StringComparison.Ordinal);
            Assert.DoesNotContain(LibraryPhrases, phrase => message.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        });
    }

    internal static void AssertFault(string json, int line, int position, string reason) =>
        Assert.Equal($"Malformed JSON at line {line}, position {position}: {reason}", MessageOf(Encoding.UTF8.GetBytes(json)));

    internal static string? MessageOf(byte[] utf8)
    {
        try
        {
            StrictJson.Parse(utf8).Dispose();
            return null;
        }
        catch (GatewayException problem)
        {
            Assert.Equal(ErrorKind.Invalid, problem.Kind);
            return problem.Message;
        }
    }
}
