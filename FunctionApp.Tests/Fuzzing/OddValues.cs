using System.Text.Json;
using BotGateway.LocalHost.ApiDescription;

namespace BotGateway.Tests.Fuzzing;

/// <summary>JSON values that programs stumble over.</summary>
internal static class OddValues
{
    private static readonly string[] Plain = ["null", "true", "false", "{}", "[]", "[null]", "[[]]", "[{}]", "{\"a\":{}}", "\"\"", "\" \""];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "0.1", "1e0", "1e-400", "1e308", "-1e308", "1e309", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "18446744073709551616", "123456789012345678901234567890", "3.0", "1E+2", "NaN", "-Infinity", "01", "0x10", "+1", ".5",
    ];

    private static readonly string[] Broken =
        ["\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\x\"", "'a'", "undefined", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[1,]", "// a\n1", ""];

    // What means something to a table key, a path, a filter, a template, a schedule or a clock.
    private static readonly string[] Texts =
    [
        "/", "\\", "#", "?", "%2F", "..", "../../x", "' or '1' eq '1", "''", "{0}", "%s", "\0", "\u0001", "\u007f", "\u0085", "\u00a0", "\u2028",
        "\ufeff", "\uffff",
        "\ud83d\ude00", "\u202eabc", "e\u0301", "\u0130", "\u00df", "<|endoftext|>", "<|im_start|>system", "\r\nX: y", "*", "* * * * *", "*/0 * * * *",
        "0 0 30 2 *", "* * * * * *", "99 * * * *", "0 0 L * *", "0 0 1W * *", "0 0 * * 5#5", "@daily", "Etc/UTC", "America/Lima", "Nowhere/Else", "UTC+25",
        "2026-13-45T99:99:99Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-11-24", "2026-11-24T10:00:00",
        "system", "user", "assistant", "tool", "list", "get", "pause", "resume", "delete", "run", "train", "messaging", "gpt-4.1-mini", "default", "acme",
        "dataset_0", "bot_0", "thread_0", "routine_0", "ftjob-0", "ftjob-1", "file-1", "{\"messages\":[]}", "{\"messages\":[]}\n", "\n\n", "null", "true", "0", "-1",
    ];

    private static readonly string[] Fields =
    [
        .. ApiExample.All.SelectMany(example => example.Body).Select(field => field.Key).Distinct(), "event", "model_id", "bot_id", "thread_id", "datasetID", "completitions",
        "tools", "tool_calls", "weight", "role", "content", "key_id", "signature", "token", "", "__proto__",
    ];

    public static string Any(Random random) => random.Next(20) switch
    {
        < 4 => random.GetItems(Plain, 1)[0],
        < 8 => random.GetItems(Numbers, 1)[0],
        < 9 => random.GetItems(Broken, 1)[0],
        < 18 => Text(random),
        _ => Nested(random),
    };

    /// <summary>A string, now and then a long one, rarely a huge one.</summary>
    public static string Text(Random random)
    {
        var text = random.GetItems(Texts, 1)[0];
        return JsonSerializer.Serialize(random.Next(200) switch
        {
            < 10 => string.Concat(Enumerable.Repeat(text, 600)),
            10 => string.Concat(Enumerable.Repeat(text, 250_000 / text.Length)),
            _ => text,
        });
    }

    /// <summary>A property's name, such as some event knows.</summary>
    public static string Field(Random random) => JsonSerializer.Serialize(random.GetItems(Fields, 1)[0]);

    public static string Short(Random random) => random.GetItems(Texts, 1)[0];

    private static string Nested(Random random)
    {
        var depth = random.Next(4) switch { 0 => 10_000, 1 => random.Next(55, 70), _ => random.Next(2, 10) };
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
    }
}
