namespace BotGateway.Benchmarks;

/// <summary>A run of a routine, or an entry of skipped due times.</summary>
/// <param name="Missed">The number of consecutive skipped due times, if it is an entry of those.</param>
internal sealed record SampleRun(string Routine, DateTimeOffset Due, DateTimeOffset? Finished, string Outcome, int Missed)
{
    public bool IsAnswered => Outcome == "Answered";

    public double LagSeconds => (Finished!.Value - Due).TotalSeconds;
}
