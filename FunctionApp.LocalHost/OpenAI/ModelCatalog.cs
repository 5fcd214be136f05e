using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Management;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The base models and those of succeeded jobs.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="clock">Tells which have succeeded.</param>
/// <param name="deployments">What trained models answer under on Azure.</param>
/// <param name="needsDeployments">Whether they need one there; otherwise each answers at once under its own name, too.</param>
internal sealed partial class ModelCatalog(JobStore jobs, TimeProvider clock, DeploymentStore deployments, bool needsDeployments = false)
{
    /// <summary>The name under which a model answers; null for an unknown one. Azure has deployments, whose names bear no date.</summary>
    public string? Find(string name, bool azure) => BaseModels.Find(name) is { } model
        ? (azure && name != model.Name ? null : model.Snapshot)
        : FindTrained(azure ? DeployedAs(name) ?? (needsDeployments ? null : name) : name);

    /// <summary>The deployment that a trained model answers under; null where it answers without.</summary>
    public ModelDeployment? FindDeployment(string name) => BaseModels.Find(name) is null ? deployments.Find(name) : null;

    /// <summary>The name of a trained model or of one of its checkpoints; null for any other.</summary>
    public string? FindTrained(string? name) => name is not null && Trained(name) is not null ? name : null;

    /// <summary>The dated base model below a model that a job may train; null for any other.</summary>
    public string? FindTrainable(string name) =>
        BaseModels.Find(name) is { } model ? (model.FineTunable ? model.Snapshot : null) : Trained(name)?.Snapshot;

    /// <summary>The gpt-5 family and the o-series refuse <c>max_tokens</c> and any <c>temperature</c> but 1.</summary>
    public static bool IsReasoning(string name) => Reasoning().IsMatch(name);

    public JsonObject List(bool azure)
    {
        var models = BaseModels.All.Select(model => Document(azure, model.Snapshot, null, model.FineTunable, DateTimeOffset.UnixEpoch))
            .Concat(Succeeded().Select(job => Document(azure, job.FineTunedModel, job, true, job.Ended)));
        return new() { ["object"] = "list", ["data"] = new JsonArray([.. models]) };
    }

    private static JsonObject Document(bool azure, string id, JobSnapshot? job, bool fineTunable, DateTimeOffset created) => azure
        ? new()
        {
            ["id"] = id,
            ["object"] = "model",
            ["created_at"] = created.ToUnixTimeSeconds(),
            ["status"] = "succeeded",
            ["model"] = job?.Snapshot,
            ["fine_tune"] = job?.Id,
            ["capabilities"] = new JsonObject
            {
                ["fine_tune"] = fineTunable,
                ["inference"] = true,
                ["completion"] = false,
                ["chat_completion"] = true,
                ["embeddings"] = false,
            },
            ["lifecycle_status"] = "generally-available",
        }
        : new()
        {
            ["id"] = id,
            ["object"] = "model",
            ["created"] = created.ToUnixTimeSeconds(),
            ["owned_by"] = job is null ? "system" : "local",
        };

    private string? DeployedAs(string name) =>
        deployments.Find(name) is { } deployment && deployment.IsReadyAt(clock.GetUtcNow()) ? deployment.Model : null;

    private JobSnapshot? Trained(string name) =>
        Succeeded().FirstOrDefault(job => job.FineTunedModel == name || JobSnapshot.CheckpointSteps.Any(step => job.CheckpointAt(step) == name));

    private IEnumerable<JobSnapshot> Succeeded() => jobs.All().Where(job => !job.IsModelDeleted && job.StatusAt(clock.GetUtcNow()) == JobSnapshot.Succeeded);

    [GeneratedRegex(@"\A(ft:)?(gpt-5|o\d)")]
    private static partial Regex Reasoning();
}
