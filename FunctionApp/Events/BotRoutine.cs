using System.Text.Json.Nodes;
using BotGateway.Bots;
using BotGateway.Models;
using BotGateway.Requests;

namespace BotGateway.Events;

/// <summary>Makes the team of advisers on a model. Scheduled routines, told apart by <c>schedule</c> or <c>action</c>, belong here too.</summary>
/// <param name="models">Knows which models the client may use.</param>
/// <param name="team">Makes the advisers.</param>
public sealed class BotRoutine(AllowedModels models, AdviserTeam team) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "bot_routine";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        if (request.Body.Find("schedule") is not null || request.Body.Find("action") is not null)
            throw ProblemException.BadRequest("Scheduled routines are not served yet: send 'modelID' alone, without 'schedule' and 'action'.");

        var model = request.Body.RequiredText("modelID", "model_id");
        await models.RequireAsync(request.Client, model, "modelID", cancellation);

        var answer = new JsonObject();
        foreach (var (adviser, member) in await team.CreateAsync(request.Client, model, cancellation))
        {
            answer[adviser.Key] = member.Error is null
                ? new JsonObject { ["bot_id"] = member.BotId, ["thread_id"] = member.ThreadId }
                : new JsonObject { ["error"] = member.Error };
        }

        return answer;
    }
}
