using System.Globalization;
using System.Text;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Examples of many shapes, good and faulty, from a seed.</summary>
internal sealed class RandomExamples(int seed)
{
    private static readonly string[] Pieces =
    [
        "a", "respuesta larga ", "é", "日本", "😀", "\u007f", "\u0085", "\u00ad", "\u200b", "\u2028", "\ufeff", "\ue000", "\ud7ff", "<b>&'+`", "/",
        "\\n", "\\t", "\\r", "\\b", "\\f", "\\\"", "\\\\", "\\/", "\\u0062", "\\u00e9", "\\u007F", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\u0000", "\\\\u0041",
    ];

    // Half a pair, a control character, an unknown escape, a broken one.
    private static readonly string[] BadPieces = ["\\ud800", "\\udc00\\ud800", "\n", "\\x", "\\u12", "\""];

    private static readonly string[] Roles = ["user", "assistant", "system", "developer", "tool", "us\\u0065r", "develop\\u0065r", "bot", "function"];

    private static readonly string[] Names = ["role", "content", "name", "weight", "tool_call_id", "tool_calls", "r\\u006fle", "refusal"];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var messages = string.Join(Space(","), Enumerable.Range(0, _random.Next(4)).Select(_ => Message()));
        var others = _random.Next(6) switch
        {
            0 => ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":" + Text() + ",\"parameters\":{\"a\":null,\"b\":[null,1.50,{}]},\"strict\":null}}]",
            1 => ",\"parallel_tool_calls\":true",
            2 => ",\"split\":null",
            3 => _random.Next(4) == 0 ? ",\"messages\":[]" : "",
            _ => "",
        };
        var answer = "{\"role\":\"assistant\",\"content\":\"b\"}";
        return Space("{") + "\"messages\"" + Space(":") + "[" + (messages.Length > 0 ? messages + "," : "") + answer + "]" + others + "}" + Space("");
    }

    private string Message()
    {
        if (_random.Next(40) == 0)
            return Pick(["null", "7", "[]", "\"a\""]);
        var role = Pick(Roles[..(_random.Next(8) == 0 ? Roles.Length : 4)]);
        List<string> fields = [$"\"role\":\"{role}\"", $"\"content\":{Text()}"];
        if (_random.Next(3) == 0)
            fields.Add($"\"{Pick(Names)}\":{Value()}");
        if (_random.Next(3) == 0)
            fields.Insert(_random.Next(2), "\"weight\":" + Pick(["0", "1", "1.0", "0e5", "2", "null", "\"1\""]));
        return "{" + string.Join(Space(","), fields) + "}";
    }

    private string Value() => _random.Next(6) switch
    {
        0 => "null",
        1 => _random.Next(-2, 3).ToString(CultureInfo.InvariantCulture),
        2 => "[{\"type\":\"text\",\"text\":" + Text() + ",\"x\":null}]",
        3 => "[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":" + Text() + "}}]",
        _ => Text(),
    };

    private string Text()
    {
        var text = new StringBuilder("\"");
        for (var i = _random.Next(8); i > 0; i--)
            text.Append(_random.Next(200) == 0 ? Pick(BadPieces) : Pick(Pieces));
        return text.Append('"').ToString();
    }

    private string Space(string text) => _random.Next(10) == 0 ? text + Pick([" ", "\t", "\r"]) : text;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
