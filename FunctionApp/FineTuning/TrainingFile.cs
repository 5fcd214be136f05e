using BotGateway.FineTuning.Data;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Examples that have been checked, as a file that a service trains on.</summary>
internal sealed class TrainingFile : ITrainingData
{
    /// <summary>The fewest examples that a service trains on (OpenAI and Azure alike).</summary>
    public const int LeastExamples = 10;

    /// <summary>The fewest validation examples: the services' minimum applies to the training file only.</summary>
    public const int LeastValidationExamples = 1;

    public const int MostExamples = 1_000_000;

    private readonly Action<Stream> _write;

    internal TrainingFile(int examples, Action<Stream> write)
    {
        Examples = examples;
        _write = write;
    }

    public int Examples { get; }

    public Task<string> UploadAsync(IModelService service, string name, CancellationToken cancellationToken) =>
        service.UploadAsync(name, WriteTo, cancellationToken);

    /// <summary>Writes the file: JSON Lines in UTF-8, an example a line.</summary>
    public void WriteTo(Stream stream) => _write(stream);

    /// <summary>Checks all examples before anything is done with any.</summary>
    /// <exception cref="GatewayException">
    /// Invalid: too few (it says how many came), too many, or faulty; the answer lists the faults in <c>errors</c>, the first 50.
    /// </exception>
    internal static TrainingFile Check(IExampleSource source, int least, string name, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var count = 0;
        using var cursor = source.Open();
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++count > MostExamples)
                throw faults.ToProblem($"'{name}' must hold at most {MostExamples} examples.");
            faults.Add(ExampleCheck.Check(cursor));
            if (faults.IsFull)
                throw faults.ToProblem(Faulty(name) + $" Line {cursor.Line} is the last that was checked.");
        }

        if (count < least)
            throw faults.ToProblem($"'{name}' must hold at least {Counted.Of(least, "example")}; {count} came.");
        return faults.IsEmpty ? new TrainingFile(count, stream => Write(source, stream)) : throw faults.ToProblem(Faulty(name));
    }

    private static string Faulty(string name) => $"'{name}' has examples that cannot be trained on; 'errors' lists them by line.";

    private static void Write(IExampleSource source, Stream stream)
    {
        var output = new JsonOutput(stream);
        var writer = new ExampleWriter(output);
        using var cursor = source.Open();
        while (cursor.MoveNext())
            writer.Write(cursor.Json.Span);
        output.Flush();
    }
}
