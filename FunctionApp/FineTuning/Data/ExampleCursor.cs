namespace BotGateway.FineTuning.Data;

/// <summary>Reads one example after the other, and keeps none.</summary>
internal abstract class ExampleCursor : IDisposable
{
    /// <summary>The most that one example may take: all that is ever copied of a file at a time.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Where the example stands, from 1: its line, its place in the array, or that of its pair.</summary>
    public int Line { get; protected set; }

    /// <summary>The example as it came; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Json { get; protected set; }

    /// <summary>Whether it is larger than <see cref="MostBytes"/>; it is then not there.</summary>
    public bool IsTooLarge { get; protected set; }

    public abstract bool MoveNext();

    public abstract void Dispose();
}
