using System.Text.Json.Nodes;
using BotGateway.Models;
using BotGateway.Requests;
using Microsoft.Extensions.Options;

namespace BotGateway.Training;

/// <summary>A job in the shape that answers have.</summary>
/// <param name="options">Tells whether trained models need a deployment that the gateway does not make.</param>
public sealed class JobJson(IOptions<OpenAIOptions> options)
{
    private readonly bool _mustBeDeployedByHand = options.Value is { IsAzure: true, AutoDeploy: false };

    /// <summary>Shapes a job.</summary>
    /// <param name="recorded">The job.</param>
    /// <returns>The event's own fields.</returns>
    public JsonObject Of(RecordedJob recorded)
    {
        var job = recorded.Job;
        var json = new JsonObject
        {
            ["job_id"] = job.Id,
            ["status"] = job.Status,
            ["model"] = recorded.UsableModel,
            ["estimated_finish"] = recorded.EstimateFinish(),
            ["history"] = new JsonArray([.. recorded.History.Select(change => new JsonObject
            {
                ["status"] = change.Status,
                ["at"] = Iso8601.Format(change.At),
            })]),
        };
        if (job.Error is { } error)
            json["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        if (job.TrainedTokens is { } tokens)
            json["trained_tokens"] = tokens;
        if (job.FinishedAt is { } finished)
            json["finished_at"] = finished.ToUnixTimeSeconds();
        if (job.HasSucceeded && recorded.Deployment is { } deployment)
            json["deployment"] = new JsonObject { ["name"] = deployment.Name, ["state"] = deployment.State };
        if (recorded.Problem is { } problem)
            json["problem"] = problem;
        if (recorded.Team is { } team)
            json["then"] = new JsonObject { ["bot_routine"] = Of(team) };
        if (_mustBeDeployedByHand && recorded.UsableModel is { } model)
            json["note"] = Note(model);
        return json;
    }

    private static JsonObject Of(PlannedTeam team)
    {
        var json = new JsonObject { ["made"] = team.IsMade };
        foreach (var member in team.Members ?? [])
            json[member.Adviser] = new JsonObject { ["bot_id"] = member.BotId, ["thread_id"] = member.ThreadId };
        return json;
    }

    private static string Note(string model) =>
        "On Azure the model answers once it is deployed under its own name: az cognitiveservices account deployment create --resource-group GROUP "
        + $"--name ACCOUNT --deployment-name {model} --model-name {model} --model-version 1 --model-format OpenAI --sku-name Standard --sku-capacity {AzureDeployments.Capacity}";
}
