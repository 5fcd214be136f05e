using BotGateway.Contracts;

namespace BotGateway.FineTuning;

/// <summary>What may be wrong with training data, the first warnings and the others as a number.</summary>
internal sealed class WarningList
{
    private const int MostKept = 50;

    // With so many, more do not help; finding one takes longer than reading a good example.
    private const int MostCounted = 10_000;

    private readonly List<TrainWarning> _kept = [];
    private int _count;

    public bool IsFull => _count >= MostCounted;

    /// <summary>Null if there are none, as an answer then has none.</summary>
    public IReadOnlyList<TrainWarning>? Kept => _count == 0 ? null : _kept;

    public int? More => _count > _kept.Count ? _count - _kept.Count : null;

    public void Add(TrainWarning warning)
    {
        if (_kept.Count < MostKept)
            _kept.Add(warning);
        _count++;
    }

    /// <summary>Adds the warnings of other data.</summary>
    /// <param name="part">The part of a dataset that they are about; null if they say it.</param>
    public void Add(WarningList others, int? part = null)
    {
        foreach (var warning in others._kept)
            Add(part is null ? warning : warning with { Part = part });
        _count += others.More ?? 0;
    }
}
