namespace BotGateway.FineTuning.Data;

/// <summary>The examples of JSON Lines.</summary>
/// <param name="open">Opens the text, in UTF-8, at its beginning.</param>
internal sealed class LineExamples(Func<Stream> open) : IExampleSource
{
    /// <summary>The lines in the text of a JSON string.</summary>
    /// <param name="json">The string with its quotes, without a fault.</param>
    public static LineExamples OfText(ReadOnlyMemory<byte> json) => new(() => new UnescapingStream(json[1..^1]));

    public ExampleCursor Open() => new LineCursor(open());
}
