using BotGateway.Contracts;

namespace BotGateway.Client;

/// <content>Teams and routines.</content>
public sealed partial class BotGatewayClient
{
    /// <summary><c>bot_routine</c> with a model: creates a team of four advisers, each with a routine if there is a <c>Schedule</c>. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request, with <c>ModelId</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The team; an adviser that failed has <c>Error</c>.</returns>
    /// <exception cref="ArgumentException"><c>ModelId</c> is missing.</exception>
    public Task<TeamResponse> CreateTeamAsync(CreateRoutineRequest request, CancellationToken cancellationToken = default) => request.ModelId is null
        ? throw new ArgumentException("A team needs ModelId; for a routine of an existing bot, use CreateRoutineAsync.", nameof(request))
        : WriteWithKeyAsync<BotRoutineRequest, TeamResponse>(
            "bot_routine", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);

    /// <summary><c>bot_routine</c> with a bot: creates a routine, which sends a message on a schedule. Without an idempotency key, the client adds one, so that the call can be repeated.</summary>
    /// <param name="request">The request, with <c>BotId</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The routine.</returns>
    /// <exception cref="ArgumentException"><c>BotId</c> is missing.</exception>
    public Task<RoutineStatusResponse> CreateRoutineAsync(CreateRoutineRequest request, CancellationToken cancellationToken = default) => request.BotId is null
        ? throw new ArgumentException("A routine needs BotId; for a team, use CreateTeamAsync.", nameof(request))
        : WriteWithKeyAsync<BotRoutineRequest, RoutineStatusResponse>(
            "bot_routine", request with { IdempotencyKey = request.IdempotencyKey ?? NewKey() }, cancellationToken);

    /// <summary><c>bot_routine</c>, <c>list</c>: lists the client's routines, the oldest first.</summary>
    /// <param name="request">What to list; null for all. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<RoutineListResponse, RoutineSummary> ListRoutines(ListRoutinesRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => ReadAsync<BotRoutineRequest, RoutineListResponse>("bot_routine", (request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Routines, page.Next));

    /// <summary><c>bot_routine</c>, <c>get</c>: reads a routine with its newest runs.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<RoutineDetails> GetRoutineAsync(GetRoutineRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<BotRoutineRequest, RoutineDetails>("bot_routine", request, cancellationToken);

    /// <summary><c>bot_routine</c>, <c>pause</c>: pauses a routine.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<RoutineStatusResponse> PauseRoutineAsync(PauseRoutineRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<BotRoutineRequest, RoutineStatusResponse>("bot_routine", request, cancellationToken);

    /// <summary><c>bot_routine</c>, <c>resume</c>: continues a paused routine.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<RoutineStatusResponse> ResumeRoutineAsync(ResumeRoutineRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<BotRoutineRequest, RoutineStatusResponse>("bot_routine", request, cancellationToken);

    /// <summary><c>bot_routine</c>, <c>delete</c>: deletes a routine.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<RoutineDeletedResponse> DeleteRoutineAsync(DeleteRoutineRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<BotRoutineRequest, RoutineDeletedResponse>("bot_routine", request, cancellationToken);

    /// <summary><c>bot_routine</c>, <c>run</c>: runs a routine now and waits for the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<RunResult> RunRoutineAsync(RunRoutineRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<BotRoutineRequest, RunResult>("bot_routine", request, cancellationToken);
}
