using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;

namespace BotGateway.Routines;

/// <summary>Creates a team of advisers or a routine, or does with a routine what the request says.</summary>
internal sealed class BotRoutineHandler(RoutineCreation creation, RoutineQueries queries, RoutineActions actions)
    : IIdempotentHandler<BotRoutineRequest, IBotRoutineResponse>
{
    public async Task<IBotRoutineResponse> HandleAsync(Client client, BotRoutineRequest request, Attempt attempt, CancellationToken cancellationToken) => request switch
    {
        CreateRoutineRequest create => await creation.CreateAsync(client, create, attempt, cancellationToken),
        ListRoutinesRequest list => await queries.ListAsync(client, list, cancellationToken),
        GetRoutineRequest get => await queries.GetAsync(client, get.RoutineId, cancellationToken),
        PauseRoutineRequest pause => await actions.PauseAsync(client, pause.RoutineId, cancellationToken),
        ResumeRoutineRequest resume => await actions.ResumeAsync(client, resume.RoutineId, cancellationToken),
        DeleteRoutineRequest delete => await actions.DeleteAsync(client, delete.RoutineId, cancellationToken),
        RunRoutineRequest run => await actions.RunAsync(client, run.RoutineId, cancellationToken),
        _ => throw new InvalidOperationException($"No case for {request.GetType().Name}."),
    };
}
