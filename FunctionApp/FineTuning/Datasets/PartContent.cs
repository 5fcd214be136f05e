using System.Security.Cryptography;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.FineTuning.Datasets;

/// <summary>The examples of a part, checked, as they are stored: JSON Lines in UTF-8.</summary>
/// <param name="Hash">SHA-256 of the bytes, in hex: the same examples have the same, however they were sent.</param>
internal sealed record PartContent(int Examples, string Hash, byte[] Buffer, int Length, WarningList Warnings, TrainingMethod Method)
{
    // A part alone may be small: the minimum counts when it is trained on.
    private const int LeastExamples = 1;

    public Stream OpenRead() => new MemoryStream(Buffer, 0, Length, writable: false);

    /// <summary>Reads a part; each fault names its number and the line.</summary>
    /// <exception cref="GatewayException">Invalid: <c>jsonl</c> is missing or faulty.</exception>
    public static PartContent Read(RawJson? jsonl, TrainingMethod method, int part, CancellationToken cancellationToken)
    {
        try
        {
            if (jsonl is null)
                throw GatewayException.Invalid("'jsonl' is missing: an array of examples, or JSON Lines text.");
            var file = TrainingFile.Check(ExampleReader.Read(jsonl, "jsonl"), new DataCheck("jsonl", LeastExamples, method), cancellationToken);
            // What is written is hardly ever larger than what came, so the buffer does not grow.
            using var bytes = new MemoryStream(jsonl.Utf8.Length + 1);
            file.WriteTo(bytes);
            var length = (int)bytes.Length;
            var buffer = bytes.GetBuffer();
            var warnings = new WarningList();
            warnings.Add(file.Summary.Warnings, part);
            return new PartContent(
                (int)file.Summary.Examples, Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, length))), buffer, length, warnings, method);
        }
        catch (GatewayException problem) when (problem.Errors is { } errors)
        {
            throw new GatewayException(problem.Kind, $"Part {part}: {problem.Message}", problem)
            {
                Errors = [.. errors.Select(error => error with { Part = part })],
                MoreErrors = problem.MoreErrors,
            };
        }
    }
}
