using CsCheck;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Examples of many shapes, good and faulty, from a seed.</summary>
internal sealed class RandomExamples(uint seed)
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        "a", "respuesta larga ", "é", "日本", "😀", "\u007f", "\u0085", "\u00ad", "\u200b", "\u2028", "\ufeff", "\ue000", "\ud7ff", "<b>&'+`", "/",
        "\\n", "\\t", "\\r", "\\b", "\\f", "\\\"", "\\\\", "\\/", "\\u0062", "\\u00e9", "\\u007F", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\u0000", "\\\\u0041");

    // Half a pair, a control character, an unknown escape, a broken one.
    private static readonly Gen<string> BadPiece = Gen.OneOf("\\ud800", "\\udc00\\ud800", "\n", "\\x", "\\u12", "\"");

    private static readonly Gen<string> Text = Gen.Frequency((199, Piece), (1, BadPiece)).Array[0, 7].Select(pieces => $"\"{string.Concat(pieces)}\"");

    private static readonly Gen<string> Role = Gen.Frequency(
        (15, Gen.OneOf("user", "assistant", "system", "developer")), (1, Gen.OneOf("tool", "us\\u0065r", "develop\\u0065r", "bot", "function")));

    private static readonly Gen<string> Value = Gen.Frequency(
        (1, Gen.OneOf("null", "-2", "-1", "0", "1", "2")),
        (1, Text.Select(text => "[{\"type\":\"text\",\"text\":" + text + ",\"x\":null}]")),
        (1, Text.Select(text => "[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":" + text + "}}]")),
        (2, Text));

    private static readonly Gen<string> Extra = Sometimes(Gen.Select(
        Gen.OneOf("role", "content", "name", "weight", "tool_call_id", "tool_calls", "r\\u006fle", "refusal"), Value, (name, value) => $",\"{name}\":{value}"));

    private static readonly Gen<string> Weight = Sometimes(Gen.OneOf("0", "1", "1.0", "0e5", "2", "null", "\"1\"").Select(weight => $"\"weight\":{weight},"));

    private static readonly Gen<string> Message = Gen.Frequency(
        (1, Gen.OneOf("null", "7", "[]", "\"a\"")),
        (39, Gen.Select(Weight, Role, Space(","), Weight, Text, Extra, (first, role, comma, second, content, extra) =>
            $"{{{first}\"role\":\"{role}\"{comma}{(first.Length > 0 ? "" : second)}\"content\":{content}{extra}}}")));

    private static readonly Gen<string> Others = Gen.Frequency(
        (4, Text.Select(name => ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":" + name + ",\"parameters\":{\"a\":null,\"b\":[null,1.50,{}]},\"strict\":null}}]")),
        (8, Gen.OneOf(",\"parallel_tool_calls\":true", ",\"split\":null")),
        (1, Gen.Const(",\"messages\":[]")),
        (11, Gen.Const("")));

    private static readonly Gen<string> Any = Gen.Select(
        Space("{"), Space(":"), Gen.Select(Message, Space(","), (message, comma) => message + comma).Array[0, 3], Others, Space(""), (brace, colon, messages, others, end) =>
            $"{brace}\"messages\"{colon}[{string.Concat(messages)}{{\"role\":\"assistant\",\"content\":\"b\"}}]{others}}}{end}");

    private readonly PCG _random = new(seed, seed);

    public string Next() => Any.Generate(_random, null, out _);

    private static Gen<string> Space(string text) => Gen.Frequency((9, Gen.Const(text)), (1, Gen.OneOf($"{text} ", $"{text}\t", $"{text}\r")));

    private static Gen<string> Sometimes(Gen<string> text) => Gen.Frequency((2, Gen.Const("")), (1, text));
}
