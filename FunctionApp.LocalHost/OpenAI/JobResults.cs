using System.Text;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The result files of succeeded jobs: a CSV with a line for each step, which the OpenAI service gives in base64.</summary>
internal sealed class JobResults(JobStore jobs, TimeProvider clock)
{
    public const string Prefix = "file-results-";

    /// <returns>The file's content; null for an id that is none of a result file.</returns>
    public Stream? Find(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || jobs.Find($"ftjob-{id[Prefix.Length..]}") is not { } job
            || job.StatusAt(clock.GetUtcNow()) != JobSnapshot.Succeeded)
        {
            return null;
        }

        var csv = Encoding.UTF8.GetBytes(Write(job));
        return new MemoryStream(job.Azure ? csv : Encoding.ASCII.GetBytes(Convert.ToBase64String(csv)));
    }

    private static string Write(JobSnapshot job)
    {
        var curve = new LossCurve(job);
        var csv = new StringBuilder("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n");
        for (var step = 1; step <= LossCurve.Steps; step++)
        {
            var point = curve.At(step);
            csv.Append(FormattableString.Invariant(
                $"{step},{point.TrainLoss},{point.TrainAccuracy},{point.ValidLoss},{point.ValidAccuracy}\n"));
        }

        return csv.ToString();
    }
}
