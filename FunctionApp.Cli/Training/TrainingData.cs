using System.Text;
using System.Text.Unicode;
using BotGateway.Client;
using BotGateway.Contracts;

namespace BotGateway.Cli.Training;

/// <summary>A JSON Lines file, whole or, if it does not fit in one request, in parts.</summary>
internal sealed class TrainingData
{
    /// <summary>Bytes per request, below the gateway's default <c>Requests__MaxBytes</c> of 8 MiB.</summary>
    public const int MostBytes = 7_000_000;

    private readonly List<(int FirstLine, RawJson Jsonl)> _parts;

    private TrainingData(string file, List<(int FirstLine, RawJson Jsonl)> parts) => (File, _parts) = (file, parts);

    /// <summary>As the user wrote it, for messages.</summary>
    public string File { get; }

    /// <exception cref="ToolException">There is no such file, or it cannot be training data.</exception>
    public static TrainingData Read(string file, Terminal terminal, Words words, int mostBytes = MostBytes)
    {
        var path = Path.GetFullPath(file, terminal.Directory);
        if (!System.IO.File.Exists(path))
            throw ToolException.Usage(words[$"There is no file {file}.", $"No existe el archivo {file}."]);
        var parts = Split(file, path, words, mostBytes).ToList();
        return parts.Count > 0 ? new(file, parts) : throw ToolException.Usage(words[$"{file} is empty.", $"{file} está vacío."]);
    }

    /// <summary>Sends what does not fit in one request.</summary>
    /// <returns>The data of a request: either one part or a dataset.</returns>
    public async Task<(RawJson? Jsonl, string? DatasetId)> UploadAsync(Invocation run, CancellationToken cancellationToken)
    {
        if (_parts is [var whole])
            return (whole.Jsonl, null);
        string? dataset = null;
        for (var i = 0; i < _parts.Count; i++)
        {
            run.Output.Note(run.Words[$"{File}: part {i + 1} of {_parts.Count}", $"{File}: parte {i + 1} de {_parts.Count}"]);
            var part = await run.Client.AddExamplesAsync(new() { DatasetId = dataset, Part = i + 1, Jsonl = _parts[i].Jsonl }, cancellationToken);
            dataset = part.DatasetId;
            Warn(run, part.Warnings, part.MoreWarnings);
        }

        return (null, dataset);
    }

    /// <summary>A place as editors and compilers name it.</summary>
    public string At(int? part, int line) => $"{File}:{_parts[Math.Clamp((part ?? 1) - 1, 0, _parts.Count - 1)].FirstLine + line - 1}";

    public void Warn(Invocation run, IReadOnlyList<TrainWarning>? warnings, int? more)
    {
        foreach (var warning in warnings ?? [])
        {
            var place = warning.Line is { } line ? At(warning.Part, line) : File;
            run.Output.Note(run.Words[$"{place}: warning: {warning.Message}", $"{place}: advertencia: {warning.Message}"]);
        }

        if (more > 0)
            run.Output.Note(run.Words[$"{File}: {more} more warnings", $"{File}: {more} advertencias más"]);
    }

    /// <returns>The faults with their places in the file.</returns>
    public ToolException Explain(BotGatewayResponseException failure, Words words)
    {
        List<string> lines = [.. failure.Errors.Select(error => $"{At(error.Part, error.Line)}: {error.Message}")];
        if (failure.MoreErrors > 0)
            lines.Add(words[$"{File}: {failure.MoreErrors} more errors", $"{File}: {failure.MoreErrors} errores más"]);
        return new(ExitCode.Refused, string.Join('\n', lines));
    }

    private static IEnumerable<(int FirstLine, RawJson Jsonl)> Split(string file, string path, Words words, int mostBytes)
    {
        var (text, first, number, bytes) = (new StringBuilder(), 1, 0, 0L);
        var hasExamples = false;
        foreach (var line in ReadLines(file, path, words))
        {
            number++;
            // As it is sent: escaped, with its line break.
            var size = RawJson.OfText(line).Utf8.Length;
            if (hasExamples && bytes + size > mostBytes)
            {
                yield return (first, RawJson.OfText(text.ToString()));
                (text, first, bytes, hasExamples) = (new StringBuilder(), number, 0L, false);
            }

            text.Append(line).Append('\n');
            bytes += size;
            hasExamples |= !string.IsNullOrWhiteSpace(line);
        }

        if (hasExamples)
            yield return (first, RawJson.OfText(text.ToString()));
    }

    private static IEnumerable<string> ReadLines(string file, string path, Words words)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        while (ReadLine(reader, file, path, words) is { } line)
            yield return line;
    }

    private static string? ReadLine(StreamReader reader, string file, string path, Words words)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            // The reader is ahead of its lines.
            var number = 1;
            ReadOnlySpan<byte> bytes = System.IO.File.ReadAllBytes(path);
            foreach (var line in bytes.Split((byte)'\n'))
            {
                if (!Utf8.IsValid(bytes[line]))
                    break;
                number++;
            }

            throw ToolException.Usage(words[$"{file}:{number}: not UTF-8", $"{file}:{number}: no es UTF-8"]);
        }
    }
}
