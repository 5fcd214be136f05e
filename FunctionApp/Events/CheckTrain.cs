using System.Text.Json.Nodes;
using BotGateway.Training;

namespace BotGateway.Events;

/// <summary>Tells how far a fine-tuning job is.</summary>
/// <param name="progress">Finds out.</param>
/// <param name="shape">Shapes the answer.</param>
internal sealed class CheckTrain(JobProgress progress, JobJson shape) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "check_train";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["check_finetuning"];

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var id = request.Body.RequiredText("id", "job_id");
        var (job, isStale) = await progress.CheckAsync(request.Client, id, cancellation);
        var answer = shape.Of(job);
        if (isStale)
            answer["stale"] = true;
        return answer;
    }
}
