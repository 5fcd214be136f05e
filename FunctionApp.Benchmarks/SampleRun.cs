namespace BotGateway.Benchmarks;

/// <summary>What has become of a due time.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Due">The due time.</param>
/// <param name="Finished">When the run ended.</param>
/// <param name="Outcome">How.</param>
/// <param name="Missed">How many due times from this one on were skipped, where it is an entry of that.</param>
internal sealed record SampleRun(string Routine, DateTimeOffset Due, DateTimeOffset? Finished, string Outcome, int Missed)
{
    public bool IsAnswered => Outcome == "Answered";

    public double LagSeconds => (Finished!.Value - Due).TotalSeconds;
}
