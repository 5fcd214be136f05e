namespace BotGateway.FineTuning.Data;

internal sealed class LineExamples(Func<Stream> open) : IExampleSource
{
    public static LineExamples OfText(ReadOnlyMemory<byte> json) => new(() => new UnescapingStream(json[1..^1]));

    public ExampleCursor Open() => new LineCursor(open());
}
