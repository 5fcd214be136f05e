namespace BotGateway.FineTuning.Datasets;

/// <param name="Parts">The parts that have been added, by number.</param>
internal sealed record Dataset(string ClientId, string Id, IReadOnlyList<DatasetPart> Parts)
{
    public long Bytes => Parts.Sum(part => part.Bytes);

    public long Examples => Parts.Sum(part => (long)part.Examples);

    public DateTimeOffset ChangedAt => Parts.Max(part => part.AddedAt);

    public DatasetPart? FindPart(int number) => Parts.FirstOrDefault(part => part.Number == number);
}
