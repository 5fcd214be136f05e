namespace BotGateway.Tests.Fuzzing;

/// <summary>Changes texts without looking at what they mean.</summary>
internal sealed class ByteMutator(Random random)
{
    public byte[] Mutate(byte[] bytes, byte[] other)
    {
        for (var left = random.Next(1, 4); left > 0; left--)
            bytes = MutateOnce(bytes, other);
        return bytes;
    }

    private byte[] MutateOnce(byte[] bytes, byte[] other)
    {
        var at = random.Next(bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + random.Next(1, random.Next(10) == 0 ? 500 : 8));
        return random.Next(8) switch
        {
            0 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..at], .. Garbage(end - at), .. bytes[end..]],
            3 => [.. bytes[..at], .. Garbage(random.Next(1, 8)), .. bytes[at..]],
            4 => bytes[..at],
            5 => [.. bytes[..end], .. bytes[at..]],
            6 => [.. bytes[..at], .. other[random.Next(other.Length)..]],
            _ => [.. bytes[..at], " \t\r\n"u8[random.Next(4)], .. bytes[at..]],
        };
    }

    private IEnumerable<byte> Garbage(int length) => Enumerable.Range(0, length).Select(_ => (byte)random.Next(256));
}
