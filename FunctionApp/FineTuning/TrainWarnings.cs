using BotGateway.Contracts;

namespace BotGateway.FineTuning;

internal static class TrainWarnings
{
    /// <summary>What costs money comes first.</summary>
    public static WarningList Of(TrainWarning? identical, params IEnumerable<DataSummary?> data)
    {
        var all = new WarningList();
        if (identical is not null)
            all.Add(identical);
        foreach (var summary in data.OfType<DataSummary>())
            all.Add(summary.Warnings);
        return all;
    }
}
