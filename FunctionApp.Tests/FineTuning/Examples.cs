using System.Text.Json;

namespace BotGateway.Tests.FineTuning;

/// <summary>Training examples and the requests that carry them.</summary>
internal static class Examples
{
    public const string Preference =
        """{"input":{"messages":[{"role":"user","content":"a"}]},"preferred_output":[{"role":"assistant","content":"b"}],"non_preferred_output":[{"role":"assistant","content":"c"}]}""";

    public static string One(int number = 1) => $"{{\"messages\":[{Pair(number)}]}}";

    public static string Array(int count = 10) => $"[{string.Join(',', Many(count))}]";

    public static string Preferences(int count = 10) => $"[{string.Join(',', Enumerable.Repeat(Preference, count))}]";

    public static string Lines(int count = 10, string separator = "\n") => string.Join(separator, Many(count));

    /// <summary>Messages that alternate, two for each example.</summary>
    public static string Flat(int count = 10) => $"[{string.Join(',', Enumerable.Range(1, count).Select(Pair))}]";

    public static string Text(string text) => JsonSerializer.Serialize(text);

    /// <summary>A request to train on ten good examples.</summary>
    /// <param name="fields">More fields, such as <c>"seed":1</c>.</param>
    public static string Train(params string[] fields) => TrainOn($"\"jsonl\":{Array()}", fields);

    public static string TrainOn(string data, params string[] fields) =>
        $"{{{string.Join(',', ["\"event_name\":\"train\"", data, .. fields])}}}";

    public static IEnumerable<string> Many(int count) => Enumerable.Range(1, count).Select(One);

    private static string Pair(int number) =>
        $$"""{"role":"user","content":"Pregunta {{number}}"},{"role":"assistant","content":"Respuesta {{number}}"}""";
}
