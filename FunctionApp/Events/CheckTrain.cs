using System.Text.Json.Nodes;
using BotGateway.Training;

namespace BotGateway.Events;

/// <summary>Tells how far a fine-tuning job is.</summary>
/// <param name="progress">Finds out.</param>
public sealed class CheckTrain(JobProgress progress) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "check_train";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["check_finetuning"];

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var id = request.Body.RequiredText("id", "job_id");
        var (job, submittedAt, isStale) = await progress.CheckAsync(request.Client, id, cancellation);
        var answer = new JsonObject
        {
            ["job_id"] = job.Id,
            ["status"] = job.Status,
            ["model"] = job.Model,
            ["estimated_finish"] = job.EstimateFinish(submittedAt),
        };
        if (job.Error is { } error)
            answer["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        if (isStale)
            answer["stale"] = true;
        return answer;
    }
}
