using System.Text;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Data;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>Training files without a request.</summary>
internal static class ExampleFiles
{
    public static TrainingFile Empty => new(new DataSummary(0, "", new WarningList()), _ => { });

    public static TrainingFile Check(IExampleSource source, int least = 1) =>
        TrainingFile.Check(source, new DataCheck("jsonl", least), TestContext.Current.CancellationToken);

    public static ArrayExamples Array(params IEnumerable<string> examples) => new(Encoding.UTF8.GetBytes($"[{string.Join(',', examples)}]"));

    /// <summary>JSON Lines as bytes, as they come from a file.</summary>
    public static LineExamples Lines(byte[] bytes) => new(() => new MemoryStream(bytes));

    public static LineExamples Lines(string text) => Lines(Encoding.UTF8.GetBytes(text));

    public static string Write(IExampleSource source)
    {
        using var stream = new MemoryStream();
        Check(source).WriteTo(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
