using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>A fine-tuning job in the services' JSON.</summary>
internal static class JobDocument
{
    // What the services choose for small files when nothing is asked for.
    private const int DefaultEpochs = 3;

    public static JsonObject Of(JobSnapshot job, DateTimeOffset now)
    {
        var document = WithoutMethod(job, now);
        if (job.Method == JobMethod.Dpo)
        {
            document.Remove("hyperparameters");
            document["method"] = new JsonObject { ["type"] = job.Method, [job.Method] = new JsonObject { ["hyperparameters"] = Hyperparameters(job, job.HasEndedAt(now)) } };
        }

        if (job.Metadata is { } metadata)
            document["metadata"] = metadata.DeepClone();
        return document;
    }

    private static JsonObject WithoutMethod(JobSnapshot job, DateTimeOffset now)
    {
        var (status, ended) = (job.StatusAt(now), job.HasEndedAt(now));
        var succeeded = status == JobSnapshot.Succeeded;
        return new()
        {
            ["object"] = "fine_tuning.job",
            ["id"] = job.Id,
            ["model"] = job.Azure ? job.Model : job.Snapshot,
            ["created_at"] = job.Created.ToUnixTimeSeconds(),
            ["finished_at"] = ended ? job.Ended.ToUnixTimeSeconds() : null,
            ["fine_tuned_model"] = succeeded ? job.FineTunedModel : null,
            ["organization_id"] = job.Azure ? null : "org-local",
            ["result_files"] = succeeded ? new JsonArray(JobResults.Prefix + job.Id["ftjob-".Length..]) : job.Azure ? null : new JsonArray(),
            ["status"] = status,
            ["training_file"] = job.TrainingFile,
            ["validation_file"] = job.ValidationFile,
            ["hyperparameters"] = Hyperparameters(job, ended),
            ["trained_tokens"] = succeeded ? job.FileTokens * Epochs(job) : null,
            ["error"] = status == JobSnapshot.Failed ? Error() : null,
            [job.Azure ? "suffix" : "user_provided_suffix"] = job.Suffix,
            ["seed"] = job.Seed,
            ["estimated_finish"] = ended ? null : job.Ended.ToUnixTimeSeconds(),
        };
    }

    /// <summary>What was not asked for is automatic, which Azure writes as -1, until the service has chosen.</summary>
    private static JsonObject Hyperparameters(JobSnapshot job, bool chosen)
    {
        JsonNode Value(string name, int choice) =>
            Asked(job, name) is { } value ? JsonNode.Parse(value.GetRawText())! : chosen ? choice : job.Azure ? -1 : "auto";
        return new()
        {
            ["n_epochs"] = Value("n_epochs", DefaultEpochs),
            ["batch_size"] = Value("batch_size", 1),
            ["learning_rate_multiplier"] = Value("learning_rate_multiplier", 1),
        };
    }

    private static int Epochs(JobSnapshot job) => Asked(job, "n_epochs")?.GetInt32() ?? DefaultEpochs;

    private static JsonElement? Asked(JobSnapshot job, string name) =>
        job.Hyperparameters is { } asked
        && asked.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.GetDouble() > 0
            ? value
            : null;

    private static JsonObject Error() => new()
    {
        ["code"] = "invalid_training_file",
        ["message"] = "The job failed due to an unsafe training file. (Simulated, because the suffix is 'fail'.)",
        ["param"] = "training_file",
    };
}
