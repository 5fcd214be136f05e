using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Routines;

/// <summary>Sends a routine's message, as the event <c>messaging</c> would.</summary>
internal sealed class RoutineRunner(
    ClientDirectory clients, SpendingGuard guard, IThreadStore threads, Conversation conversation, TimeProvider clock)
{
    /// <exception cref="GatewayException">The client's budget is exhausted; nothing was run.</exception>
    /// <param name="due">The due time of the run. Its answer is added to the thread once, regardless of the number of calls.</param>
    public async Task<(RoutineRun Run, GatewayException? Problem)> RunAsync(
        Routine routine, DateTimeOffset due, int attempt, BotLookup bots, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        try
        {
            var answer = await SendAsync(routine, TurnKey.OfRun(routine.Id, due, isFirstAttempt: attempt == 1), attempt, bots, cancellationToken);
            var run = new RoutineRun(
                due, started, clock.GetUtcNow(), attempt, RunOutcome.Answered, answer.Message, Usage: answer.Usage, IsTruncated: answer.IsTruncated);
            return (run, null);
        }
        catch (DeletedMeanwhileException deleted)
        {
            return (new RoutineRun(due, null, null, 0, RunOutcome.Skipped, Error: deleted.Message, Missed: 1), deleted);
        }
        catch (GatewayException problem) when (problem.Budget is null)
        {
            return (new RoutineRun(due, started, clock.GetUtcNow(), attempt, RunOutcome.Failed, Error: problem.Message), problem);
        }
    }

    private async Task<ChatAnswer> SendAsync(Routine routine, TurnKey key, int attempt, BotLookup bots, CancellationToken cancellationToken)
    {
        if (!clients.TryFind(routine.ClientId, out var client))
            throw GatewayException.NotFound("client", routine.ClientId);

        // The last attempt allowed did not finish: its answer may be there, but the model is not asked again.
        if (attempt > RoutineTransitions.MostAttempts)
        {
            return await threads.FindByKeyAsync(client, routine.ThreadId, key, cancellationToken) is { } turn
                ? turn.Answer
                : throw new GatewayException(ErrorKind.Internal, $"{RoutineTransitions.MostAttempts} attempts were begun and none came to an end.");
        }

        var bot = await bots.FindAsync(client, routine.BotId, cancellationToken) ?? throw GatewayException.NotFound("bot", routine.BotId);
        if (await guard.FindObstacleAsync(client.Id, cancellationToken) is { } obstacle)
            throw new GatewayException(ErrorKind.Forbidden, obstacle);
        return await conversation.SendAsync(client, bot, routine.ThreadId, routine.Plan.Message, key, cancellationToken);
    }
}
