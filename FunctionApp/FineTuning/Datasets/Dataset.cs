namespace BotGateway.FineTuning.Datasets;

/// <param name="Parts">The parts that have been added, by number.</param>
internal sealed record Dataset(string ClientId, string Id, IReadOnlyList<DatasetPart> Parts)
{
    public long Bytes => Parts.Sum(part => part.Bytes);

    public long Examples => Parts.Sum(part => (long)part.Examples);

    public DateTimeOffset ChangedAt => Parts.Max(part => part.AddedAt);

    /// <returns>The method of a part that has another one; null if there is none.</returns>
    public TrainingMethod? FindOtherMethod(TrainingMethod method) => Parts.FirstOrDefault(part => part.Fault is null && part.Method != method)?.Method;

    public DatasetPart? FindPart(int number) => Parts.FirstOrDefault(part => part.Number == number);
}
