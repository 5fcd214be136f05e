using System.Text;
using BotGateway.FineTuning;
using BotGateway.FineTuning.Data;

namespace BotGateway.Tests.FineTuning.Data;

/// <summary>An example as a cursor gave it.</summary>
internal sealed record ReadExample(int Line, string Text, IReadOnlyList<ExampleFault> Faults)
{
    public static List<ReadExample> All(IExampleSource source)
    {
        var all = new List<ReadExample>();
        using var cursor = source.Open();
        while (cursor.MoveNext())
            all.Add(new ReadExample(cursor.Line, Encoding.UTF8.GetString(cursor.Json.Span), ExampleCheck.Check(cursor)));
        return all;
    }
}
