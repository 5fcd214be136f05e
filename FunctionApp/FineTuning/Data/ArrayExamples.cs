namespace BotGateway.FineTuning.Data;

internal sealed class ArrayExamples(ReadOnlyMemory<byte> array) : IExampleSource
{
    public ExampleCursor Open() => new Cursor(new ArrayWalk(array));

    private sealed class Cursor(ArrayWalk elements) : ExampleCursor
    {
        public override bool MoveNext()
        {
            if (!elements.MoveNext())
                return false;
            Line++;
            IsTooLarge = elements.Element.Length > MostBytes;
            Json = elements.Element;
            return true;
        }

        public override void Dispose()
        {
            // It holds nothing of its own.
        }
    }
}
