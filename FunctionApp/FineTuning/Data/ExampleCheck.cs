using System.Text.Json;
using System.Text.Unicode;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>Checks examples with memory for one of them at a time.</summary>
internal static class ExampleCheck
{
    // A document takes 12 bytes for each; no service trains on an example of half as many tokens.
    private const int MostValues = 50_000;

    /// <summary>What is wrong with the example that a cursor is at; nothing where it is right.</summary>
    /// <param name="warnings">Gets what may be wrong with an example that is right; null if that is not of interest.</param>
    public static IReadOnlyList<ExampleFault> Check(
        ExampleCursor cursor, TrainingMethod method = TrainingMethod.Supervised, List<string>? warnings = null)
    {
        if (cursor.IsTooLarge)
            return [new ExampleFault(cursor.Line, $"An example may take {ExampleCursor.MostBytes / 1024 / 1024} MiB at the most.")];
        if (!Utf8.IsValid(cursor.Json.Span))
            return [new ExampleFault(cursor.Line, "The example is not valid UTF-8.")];

        try
        {
            if (method == TrainingMethod.Supervised && PlainExample.Is(cursor.Json.Span, MostValues))
                return [];
            if (HasTooMany(cursor.Json.Span))
                return [new ExampleFault(cursor.Line, $"An example may hold {MostValues} values and property names at the most.")];
        }
        catch (JsonException)
        {
            // What is wrong is told below.
        }

        return CheckDocument(cursor, method, warnings);
    }

    private static bool HasTooMany(ReadOnlySpan<byte> example)
    {
        var reader = new Utf8JsonReader(example, StrictJson.ReaderOptions);
        var values = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) && ++values > MostValues)
                return true;
        }

        return false;
    }

    private static List<ExampleFault> CheckDocument(ExampleCursor cursor, TrainingMethod method, List<string>? warnings)
    {
        try
        {
            using var document = StrictJson.Parse(cursor.Json);
            var example = new Example(cursor.Line, document.RootElement);
            List<ExampleFault> faults = [.. method == TrainingMethod.Dpo ? PreferenceRules.Check(example) : ExampleRules.Check(example)];
            if (faults.Count == 0)
                warnings?.AddRange(method == TrainingMethod.Dpo ? PreferenceRules.Warn(example.Value) : ExampleWarnings.Of(example.Value));
            return faults;
        }
        catch (MalformedJsonException e)
        {
            return [new ExampleFault(cursor.Line, e.MessageWithinLine)];
        }
        catch (GatewayException e)
        {
            return [new ExampleFault(cursor.Line, e.Message)];
        }
    }
}
