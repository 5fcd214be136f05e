using System.Text;
using System.Text.Json;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>What the service finds in an uploaded file.</summary>
/// <param name="Failure">Why the file cannot be used; null when it can.</param>
/// <param name="Examples">How many there are, which is the job's business: it wants more to train on than to measure with.</param>
/// <param name="Tokens">A rough count, for jobs.</param>
/// <param name="Preferences">Whether its examples are preferences, for method dpo.</param>
internal sealed record TrainingFile(string? Failure, int Examples, int Tokens, bool Preferences = false)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="content">JSON Lines, at its beginning.</param>
    /// <param name="azure">Whether it must start with a byte-order mark.</param>
    public static TrainingFile Read(Stream content, bool azure)
    {
        if (azure && !StartsWithByteOrderMark(content))
            return Bad("The file must be encoded in UTF-8 with a byte-order mark (BOM).");
        content.Position = 0;
        using var lines = new StreamReader(content, Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            return ReadLines(lines);
        }
        catch (DecoderFallbackException)
        {
            return Bad("The file is not encoded in UTF-8.");
        }
    }

    private static TrainingFile ReadLines(StreamReader lines)
    {
        var (examples, tokens, number, preferences) = (0, 0, 0, 0);
        while (lines.ReadLine() is { } line)
        {
            number++;
            line = line.TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (FaultOf(line, out var isPreference) is { } fault)
                return Bad($"Line {number}: {fault}");
            examples++;
            preferences += isPreference ? 1 : 0;
            tokens += OpenAI.Tokens.In(line);
        }
        if (preferences > 0 && preferences < examples)
            return Bad("The file mixes examples of chats and of preferences.");
        return examples == 0 ? Bad("The file has no examples.") : new(null, examples, tokens, preferences > 0);
    }

    private static string? FaultOf(string line, out bool isPreference)
    {
        isPreference = false;
        try
        {
            var example = JsonElement.Parse(line);
            isPreference = example.ValueKind == JsonValueKind.Object && example.TryGetProperty("input", out _);
            if (isPreference)
                return IsPreference(example) ? null : "a preference must have 'input', 'preferred_output' and 'non_preferred_output'.";
            if (example.ValueKind != JsonValueKind.Object
                || !example.TryGetProperty("messages", out var messages)
                || messages.ValueKind != JsonValueKind.Array)
            {
                return "an example must be an object with an array 'messages'.";
            }
            return messages.EnumerateArray().Any(IsAssistant) ? null : "an example needs a message of role 'assistant'.";
        }
        catch (JsonException)
        {
            return "not valid JSON.";
        }
    }

    private static bool IsAssistant(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role) && role.ValueEquals("assistant");

    private static bool IsPreference(JsonElement example) =>
        example.GetProperty("input") is { ValueKind: JsonValueKind.Object } input
        && input.TryGetProperty("messages", out var messages)
        && messages.ValueKind == JsonValueKind.Array
        && HasOutput(example, "preferred_output")
        && HasOutput(example, "non_preferred_output");

    private static bool HasOutput(JsonElement example, string name) =>
        example.TryGetProperty(name, out var output) && output.ValueKind == JsonValueKind.Array && output.EnumerateArray().Any(IsAssistant);

    private static bool StartsWithByteOrderMark(Stream content)
    {
        Span<byte> start = stackalloc byte[3];
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.SequenceEqual(Encoding.UTF8.Preamble);
    }

    private static TrainingFile Bad(string detail) => new($"Validation of jsonl file failed: {detail}", 0, 0);
}
