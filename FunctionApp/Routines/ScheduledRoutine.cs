using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Events;
using BotGateway.Requests;
using BotGateway.Threads;

namespace BotGateway.Routines;

/// <summary>Makes the routines that a request with <c>schedule</c> asks for: one for a bot, or one for each adviser of a team.</summary>
/// <param name="bots">Keeps the bots.</param>
/// <param name="threads">Keeps the threads.</param>
/// <param name="factory">Makes routines.</param>
/// <param name="texts">Limits the texts.</param>
/// <param name="clock">Tells whether a plan still has due times.</param>
public sealed class ScheduledRoutine(IBotStore bots, IThreadStore threads, RoutineFactory factory, TextLimit texts, TimeProvider clock)
{
    /// <summary>Reads the plan, before anything is made.</summary>
    /// <param name="body">The event's fields.</param>
    /// <returns>The plan, or null where the request has no <c>schedule</c>.</returns>
    /// <exception cref="ProblemException">400, naming the field that is missing or wrong.</exception>
    public RoutinePlan? ReadPlan(RequestBody body) => body.Find("schedule") is null ? null : RoutinePlan.Read(body, texts, clock.GetUtcNow());

    /// <summary>Makes a routine for the bot and the thread that the request names.</summary>
    /// <param name="request">Who asks, and with which fields.</param>
    /// <param name="plan">What the client wants.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The event's own fields of the answer.</returns>
    /// <exception cref="ProblemException">404: there is no such bot or thread.</exception>
    public async Task<JsonObject> CreateAsync(EventRequest request, RoutinePlan plan, CancellationToken cancellation)
    {
        var botId = request.Body.RequiredText("botID", "bot_id");
        var threadId = request.Body.RequiredText("threadID", "thread_id");
        var bot = await bots.FindAsync(request.Client, botId, cancellation) ?? throw ProblemException.NotFound("bot", botId);
        if (!await threads.ExistsAsync(request.Client, threadId, cancellation))
            throw ProblemException.NotFound("thread", threadId);

        return (await factory.CreateAsync(request.Client, plan, bot.Id, bot.Name, threadId, cancellation)).ToStatus();
    }

    /// <summary>Makes a routine for each adviser that has been made.</summary>
    /// <param name="client">Whose they are.</param>
    /// <param name="members">What became of each adviser.</param>
    /// <param name="plan">What the client wants.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The team's answer, each adviser with its routine; one whose thread or routine could not be made has none.</returns>
    public async Task<JsonObject> CreateAsync(
        Client client, IReadOnlyList<(Adviser Adviser, TeamMember Member)> members, RoutinePlan plan, CancellationToken cancellation)
    {
        var answer = TeamJson.Of(members);
        foreach (var (adviser, member) in members)
        {
            if (member is not { BotId: { } botId, ThreadId: { } threadId })
                continue;

            var shown = answer[adviser.Key]!;
            try
            {
                var routine = await factory.CreateAsync(client, plan, botId, adviser.Name, threadId, cancellation);
                foreach (var (name, value) in routine.ToStatus())
                    shown[name] = value?.DeepClone();
            }
            catch (ProblemException problem)
            {
                shown["routine_id"] = null;
                shown["error"] = problem.Message;
            }
        }

        return answer;
    }
}
