using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>Puts each pair of messages together as an example.</summary>
internal sealed class PairCursor(ArrayWalk messages) : ExampleCursor
{
    private const int UsualBytes = 64 * 1024;

    private readonly NativeBlock _block = new();
    private int _room;

    private static ReadOnlySpan<byte> Begin => "{\"messages\":["u8;

    private static ReadOnlySpan<byte> End => "]}"u8;

    public override bool MoveNext()
    {
        if (!messages.MoveNext())
            return false;

        var question = messages.Element;
        messages.MoveNext();
        var answer = messages.Element;
        Line++;
        var length = Begin.Length + question.Length + 1 + answer.Length + End.Length;
        IsTooLarge = length > MostBytes;
        if (!IsTooLarge)
            Json = Join(question.Span, answer.Span, length);
        return true;
    }

    public override void Dispose() => ((IDisposable)_block).Dispose();

    private Memory<byte> Join(ReadOnlySpan<byte> question, ReadOnlySpan<byte> answer, int length)
    {
        if (length > _room)
            _block.Grow(_room = Math.Max(length, UsualBytes));
        var rest = _block.GetSpan();
        Put(Begin, ref rest);
        Put(question, ref rest);
        Put(","u8, ref rest);
        Put(answer, ref rest);
        Put(End, ref rest);
        return _block.Memory[..length];
    }

    private static void Put(ReadOnlySpan<byte> part, ref Span<byte> rest)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }
}
