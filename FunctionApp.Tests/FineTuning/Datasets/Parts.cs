
namespace BotGateway.Tests.FineTuning.Datasets;

/// <summary>Bodies that add parts to datasets.</summary>
internal static class Parts
{
    public static string First(string examples) => $$"""{"event_name":"add_examples","jsonl":{{examples}}}""";

    public static string Of(string? dataset, int number, string examples) =>
        $$"""{"event_name":"add_examples","dataset_id":"{{dataset}}","part":{{number}},"jsonl":{{examples}}}""";

    public static string Train(string? dataset, params string[] fields) => Examples.TrainOn($"\"dataset_id\":\"{dataset}\"", fields);

    public static string Array(int first, int count) => $"[{string.Join(',', Enumerable.Range(first, count).Select(Examples.One))}]";

    public static string Lines(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(number => Examples.One(number) + "\n"));

    /// <summary>One example of about so many bytes.</summary>
    public static string Large(int bytes) => $$"""[{"messages":[{"role":"assistant","content":"{{new string('x', bytes)}}"}]}]""";

    /// <summary>What the answer says, without what tells one request from another.</summary>
    public static string Without(this Answer answer, string? id) =>
        answer.Text.Replace(answer.Status == 200 ? "\n" : answer["request_id"]!, "<request>").Replace(id ?? "\n", "<id>");
}
