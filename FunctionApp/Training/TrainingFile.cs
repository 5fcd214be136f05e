using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Models;
using BotGateway.Requests;

namespace BotGateway.Training;

/// <summary>Examples that have been checked, as a file that a service trains on.</summary>
public sealed class TrainingFile : ITrainingData
{
    /// <summary>The fewest examples that a service trains on (OpenAI and Azure alike).</summary>
    public const int LeastExamples = 10;

    /// <summary>The fewest examples to measure with: the services' minimum is one of the training file alone.</summary>
    public const int LeastValidationExamples = 1;

    private const int MostFaults = 50;

    // Texts stay as they are (but for emoji and their like): escapes would only make the file larger.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<Example> _examples;

    /// <summary>Checks all examples before anything is done with any.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="least">How many there must be.</param>
    /// <param name="name">The field that they came in, for errors.</param>
    /// <exception cref="ProblemException">
    /// 400: too few (it says how many came), or faulty; the answer lists the faults in <c>errors</c>, the first 50.
    /// </exception>
    public TrainingFile(IReadOnlyList<Example> examples, int least, string name)
    {
        var faults = new List<ExampleFault>();
        var count = 0;
        foreach (var fault in examples.SelectMany(ExampleRules.Check))
        {
            if (count++ < MostFaults)
                faults.Add(fault);
        }

        if (examples.Count < least)
            throw Problem($"'{name}' must hold at least {least} examples; {examples.Count} came.", faults, count);
        if (count > 0)
            throw Problem($"'{name}' has examples that cannot be trained on; 'errors' lists them by line.", faults, count);
        _examples = examples;
    }

    /// <inheritdoc/>
    public Task<string> UploadAsync(IModelService service, CancellationToken cancellationToken) => service.UploadAsync(WriteTo, cancellationToken);

    /// <summary>Writes the file: JSON Lines in UTF-8, an example a line.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, Plain);
        foreach (var example in _examples)
        {
            ExampleWriter.Write(writer, example.Value);
            writer.Flush();
            writer.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static ProblemException Problem(string message, List<ExampleFault> faults, int count)
    {
        if (count == 0)
            return ProblemException.BadRequest(message);

        var details = new JsonObject
        {
            ["errors"] = new JsonArray([.. faults.Select(f => new JsonObject { ["line"] = f.Line, ["message"] = f.Message })]),
        };
        if (count > faults.Count)
            details["more_errors"] = count - faults.Count;
        return new ProblemException(400, message) { Details = details };
    }
}
