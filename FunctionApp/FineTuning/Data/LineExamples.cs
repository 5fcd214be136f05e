namespace BotGateway.FineTuning.Data;

/// <summary>The examples of JSON Lines.</summary>
internal sealed class LineExamples(Func<Stream> open) : IExampleSource
{
    /// <summary>The lines in the text of a JSON string.</summary>
    public static LineExamples OfText(ReadOnlyMemory<byte> json) => new(() => new UnescapingStream(json[1..^1]));

    public ExampleCursor Open() => new LineCursor(open());
}
