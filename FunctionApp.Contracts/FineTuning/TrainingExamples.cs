using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.Contracts;

/// <summary>Training data for the examples: ten jokes, in every form that <c>train</c> accepts.</summary>
internal static class TrainingExamples
{
    public const int Count = 10;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RawJson Array(int first = 1, int count = Count) => Raw(Objects(first, count));

    public static RawJson Lines(int first = 1, int count = Count) => RawJson.OfText(string.Join('\n', Objects(first, count).Select(Serialize)));

    public static RawJson Messages() => Raw(Enumerable.Range(1, Count).SelectMany(Pair));

    /// <summary>The third of them has no messages.</summary>
    public static RawJson Faulty() => Raw([.. Objects(1, 2), new { messages = System.Array.Empty<object>() }, .. Objects(4, Count - 3)]);

    private static IEnumerable<object> Objects(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new { messages = Pair(number) });

    private static object[] Pair(int number) =>
    [
        new { role = "user", content = $"Cuéntame el chiste {number}." },
        new { role = "assistant", content = $"Este es el chiste {number}." },
    ];

    private static RawJson Raw(IEnumerable<object> value) => new(Encoding.UTF8.GetBytes(Serialize(value)));

    private static string Serialize(object value) => JsonSerializer.Serialize(value, Readable);
}
