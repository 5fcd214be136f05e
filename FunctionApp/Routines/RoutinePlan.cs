using BotGateway.Requests;
using BotGateway.Threads;

namespace BotGateway.Routines;

/// <summary>What a request says of a routine beside its bot and thread.</summary>
/// <param name="Name">What the client calls it; null for the bot's name.</param>
/// <param name="Message">The message.</param>
/// <param name="Schedule">When it is due.</param>
/// <param name="StartsAt">Before this it is not due; null for no such limit.</param>
/// <param name="EndsAt">After this it is not due; null for no such limit.</param>
/// <param name="MaxRuns">After so many runs it is finished; null for no such limit.</param>
public sealed record RoutinePlan(
    string? Name, string Message, Schedule Schedule, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? MaxRuns)
{
    /// <summary>Reads the plan.</summary>
    /// <param name="body">The event's fields.</param>
    /// <param name="texts">Limits the texts.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ProblemException">400, naming the field that is missing or wrong.</exception>
    public static RoutinePlan Read(RequestBody body, TextLimit texts)
    {
        var schedule = Schedule.Parse(body.RequiredText("schedule"), body.OptionalText("time_zone") ?? "Etc/UTC");
        var plan = new RoutinePlan(
            body.Find("name") is null ? null : texts.RequiredText(body, "name"),
            texts.RequiredText(body, "message", "messaging"),
            schedule,
            body.OptionalTime("starts_at"),
            body.OptionalTime("ends_at"),
            body.OptionalInteger("max_runs", least: 1));
        return plan.EndsAt < plan.StartsAt
            ? throw ProblemException.BadRequest("'ends_at' must not be before 'starts_at'.")
            : plan;
    }
}
