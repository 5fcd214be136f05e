namespace BotGateway.Benchmarks.Parts;

/// <summary>The most that an operation of a benchmark may allocate in a Release build, as measured; <c>parts --check</c> fails above it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AllocatesAttribute(long bytes) : Attribute
{
    public long Bytes => bytes;
}
