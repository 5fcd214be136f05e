using System.Text.Json.Nodes;
using BotGateway.Bots;
using BotGateway.Models;
using BotGateway.Routines;
using BotGateway.Routines.Actions;

namespace BotGateway.Events;

/// <summary>Makes a team of advisers or a scheduled routine, or does with a routine what <c>action</c> says.</summary>
/// <param name="models">Knows which models the client may use.</param>
/// <param name="team">Makes the advisers.</param>
/// <param name="routines">Makes routines.</param>
/// <param name="actions">Knows the actions.</param>
public sealed class BotRoutine(AllowedModels models, AdviserTeam team, ScheduledRoutine routines, RoutineActionCatalog actions) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "bot_routine";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        if (actions.Find(request.Body) is { } action)
            return await action.HandleAsync(request, cancellation);

        var plan = routines.ReadPlan(request.Body);
        if (plan is not null && request.Body.Find("modelID", "model_id") is null)
            return await routines.CreateAsync(request, plan, cancellation);

        var model = request.Body.RequiredText("modelID", "model_id");
        model = await models.RequireAsync(request.Client, model, "modelID", cancellation);
        var members = await team.CreateAsync(request.Client, model, cancellation);
        return plan is null ? TeamJson.Of(members) : await routines.CreateAsync(request.Client, members, plan, cancellation);
    }
}
