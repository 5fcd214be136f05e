namespace BotGateway.LocalHost.OpenAI;

/// <summary>How the loss of a job falls: always the same for the same seed and training file.</summary>
internal sealed class LossCurve(JobSnapshot job)
{
    /// <summary>How many steps a job takes.</summary>
    public static int Steps => JobSnapshot.CheckpointSteps[^1];

    private readonly int _seed = HashOf($"{job.Seed}:{job.FileTokens}");

    /// <summary>The measurement after a step; of validation only where the job has a file to measure with, after every tenth step.</summary>
    public (double TrainLoss, double TrainAccuracy, double? ValidLoss, double? ValidAccuracy) At(int step)
    {
        var (start, end) = (2.2 + Noise(0, 0.4), 0.35 + Noise(-1, 0.1));
        var loss = Fall(start, end, step) + Noise(step, 0.08);
        var measured = job.ValidationFile is not null && (step % 10 == 0 || step == Steps);
        var valid = measured ? Fall(start, end + 0.15, step) + Noise(-step - 1, 0.05) : (double?)null;
        return (Round(loss), AccuracyOf(loss), valid is { } value ? Round(value) : null, valid is { } other ? AccuracyOf(other) : null);
    }

    private static double Fall(double start, double end, int step) => end + ((start - end) * Math.Exp(-3.5 * step / Steps));

    private static double AccuracyOf(double loss) => Round(Math.Exp(-loss * 0.6));

    private static double Round(double value) => Math.Round(Math.Max(value, 0.01), 4);

    // Around 0, at most so far from it.
    private double Noise(int step, double most) => ((HashOf($"{_seed}:{step}") % 1000 / 999.0) - 0.5) * 2 * most;

    // FNV-1a: the framework's own hash of a text differs from process to process.
    private static int HashOf(string text) => (int)(text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u) & int.MaxValue);
}
