using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotGateway.Contracts;
using BotGateway.FineTuning;
using BotGateway.Http;

namespace BotGateway.Benchmarks;

/// <summary>Measures validating training data and writing it to a file, for usual data and for data designed to be expensive.</summary>
internal static class TrainingData
{
    private const string Chat = """{"messages":[{"role":"system","content":"Eres un asistente breve y cortés."},"""
        + """{"role":"user","content":"¿A qué hora abre la tienda del centro los domingos de diciembre?"},"""
        + """{"role":"assistant","content":"Los domingos de diciembre abre de 10:00 a 20:00.\nEl día 25 permanece cerrada."}]}""";

    private const string Tiny = """{"messages":[{"role":"assistant","content":"b"}]}""";
    private const string Tools = """{"messages":[{"role":"assistant","content":"b"}],"tools":[{"type":"function","function":{"name":"f"}}]}""";
    private const string ToolCalls = """{"messages":[{"role":"user","content":"¿Qué tiempo hace hoy en Lima y en Cusco?"},{"role":"assistant","tool_calls":["""
        + """{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Lima\"}"}},"""
        + """{"id":"call_2","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Cusco\"}"}}]},"""
        + """{"role":"tool","tool_call_id":"call_1","content":"18 grados, nublado"},{"role":"tool","tool_call_id":"call_2","content":"12 grados, lluvia"},"""
        + """{"role":"assistant","content":"En Lima hace 18 grados y está nublado; en Cusco, 12 grados y llueve."}],"tools":[{"type":"function","function":"""
        + """{"name":"get_weather","description":"El tiempo actual","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]}""";

    private const string Preference = """{"input":{"messages":[{"role":"user","content":"¿A qué hora abre la tienda del centro los domingos?"}]},"preferred_output":"""
        + """[{"role":"assistant","content":"Los domingos de diciembre abre de 10:00 a 20:00."}],"non_preferred_output":[{"role":"assistant","content":"No lo sé."}]}""";

    public static async Task MeasureAsync(int megabytes, TextWriter output, CancellationToken stop)
    {
        var bytes = megabytes * 1024 * 1024;
        output.WriteLine("| shape | MB | CPU s | MB/s | peak above the data, MB | allocated, MB | outcome |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, data) in Shapes(bytes))
        {
            using (data)
                await MeasureAsync(name, data, output, stop);
        }
    }

    /// <summary>Plain chat examples as JSON Lines.</summary>
    public static NativeBlock ChatExamples(int bytes) => Text(bytes, Chat + "\n");

    private static IEnumerable<(string Name, NativeBlock Data)> Shapes(int bytes)
    {
        // Warm-up, so that the code is compiled.
        yield return ("(warm-up)", ChatExamples(bytes / 4));
        yield return ("chat examples, text", ChatExamples(bytes));
        yield return ("chat examples, array", Array(bytes, Chat));
        yield return ("tiny examples, text", Text(bytes, Tiny + "\n"));
        yield return ("tiny examples, array", Array(bytes, Tiny));
        yield return ("large examples, text", Text(bytes, Large() + "\n"));
        yield return ("escaped examples, array", Array(bytes, Escaped()));
        yield return ("examples with tools, array", Array(bytes, Tools));
        yield return ("tool calls, text", Text(bytes, ToolCalls + "\n"));
        yield return ("preferences, text", Text(bytes, Preference + "\n"));
        yield return ("{} by lines", Text(bytes, "{}\n"));
        yield return ("broken lines", Text(bytes, "x\n"));
        yield return ("blank lines", Text(bytes, "\n"));
        yield return ("array of 0 and a text", Array(bytes, "0", "\"\""));
        yield return ("array of numbers", Array(bytes, "0"));
        yield return ("one example of many messages", Array(bytes, "0", start: "[{\"messages\":[", end: "]}]"));
        yield return ("one line", Fill(bytes, "\"", "x", "\""));
        yield return ("one line of escapes", Fill(bytes, "\"{", "\\u00e9", "\""));
        yield return ("base64", Fill(bytes, "\"", "QUJD", "\""));
    }

    // As many tokens as a service trains on.
    private static string Large() => Chat.Replace("¿A qué hora", string.Concat(Enumerable.Repeat("¿A qué hora abre la tienda? ", 5_000)), StringComparison.Ordinal);

    // As PHP and Python write them.
    private static string Escaped() => string.Concat(Chat.Select(each => char.IsAscii(each) ? $"{each}" : $"\\u{(int)each:x4}"));

    private static NativeBlock Text(int bytes, string line) =>
        Fill(bytes, "\"", line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal), "\"");

    private static NativeBlock Array(int bytes, string element, string? last = null, string start = "[", string end = "]") =>
        Fill(bytes, start, element + ",", (last ?? element) + end);

    private static NativeBlock Fill(int bytes, string start, string piece, string end)
    {
        var part = Encoding.UTF8.GetBytes(piece);
        var (first, last) = (Encoding.UTF8.GetBytes(start), Encoding.UTF8.GetBytes(end));
        var count = (bytes - first.Length - last.Length) / part.Length;
        var block = new NativeBlock();
        block.Grow(first.Length + (count * part.Length) + last.Length);
        var rest = block.GetSpan();
        first.CopyTo(rest);
        rest = rest[first.Length..];
        for (; count > 0; count--, rest = rest[part.Length..])
            part.CopyTo(rest);
        last.CopyTo(rest);
        return block;
    }

    private static async Task MeasureAsync(string name, NativeBlock data, TextWriter output, CancellationToken stop)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        var (memory, cpu, allocated) = (process.WorkingSet64, process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var method = name.StartsWith("preferences", StringComparison.Ordinal) ? TrainingMethod.Dpo : TrainingMethod.Supervised;
        var work = Task.Run(() => Check(data.Memory, stop, method), stop);
        long most = 0;
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(5, stop));
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        }

        process.Refresh();
        var (seconds, size) = ((process.TotalProcessorTime - cpu).TotalSeconds, data.Memory.Length / 1048576d);
        var line = (FormattableString)$"| {name} | {size:F0} | {seconds:F2} | {size / seconds:F0} | {(most - memory) / 1048576d:F1} | {(GC.GetTotalAllocatedBytes() - allocated) / 1048576d:F1} | {await work} |";
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    /// <returns>The number of examples, or the fault.</returns>
    public static string Check(ReadOnlyMemory<byte> data, CancellationToken stop, TrainingMethod method = TrainingMethod.Supervised)
    {
        try
        {
            var file = TrainingFile.Check(ExampleReader.Read(new RawJson(data), "jsonl"), new DataCheck("jsonl", TrainingFile.LeastExamples, method), stop);
            file.WriteTo(Stream.Null);
            return $"{file.Summary.Examples} examples";
        }
        catch (GatewayException problem)
        {
            return problem.Message;
        }
    }
}
