using BotGateway.Requests;
using BotGateway.Threads;

namespace BotGateway.Routines;

/// <summary>What a request says of a routine beside its bot and thread.</summary>
/// <param name="Name">What the client calls it; null in a request for the bot's name.</param>
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
    /// <param name="now">The time.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ProblemException">400, naming the field that is missing or wrong, or has no due time from now on.</exception>
    public static RoutinePlan Read(RequestBody body, TextLimit texts, DateTimeOffset now)
    {
        var schedule = Schedule.Parse(body.RequiredText("schedule"), body.OptionalText("time_zone") ?? Schedule.DefaultTimeZone);
        var plan = new RoutinePlan(
            body.Find("name") is null ? null : texts.RequiredText(body, "name"),
            texts.RequiredText(body, "message", "messaging"),
            schedule,
            body.OptionalTime("starts_at"),
            body.OptionalTime("ends_at"),
            body.OptionalInteger("max_runs", least: 1));
        if (plan.EndsAt < plan.StartsAt)
            throw ProblemException.BadRequest("'ends_at' must not be before 'starts_at'.");
        if (plan.EndsAt <= now)
            throw ProblemException.BadRequest("'ends_at' has passed already.");
        return plan.FirstDue(now) is null
            ? throw ProblemException.BadRequest("'schedule' has no due time from now on, within 'starts_at' and 'ends_at'.")
            : plan;
    }

    /// <summary>Finds the first due time.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The first due time from now on within the plan's limits, or null where there is none.</returns>
    public DateTimeOffset? FirstDue(DateTimeOffset now) =>
        // A due time that is exactly the start counts.
        NextDue(StartsAt > now ? StartsAt.Value.AddTicks(-1) : now);

    /// <summary>Finds the due time that follows another.</summary>
    /// <param name="after">The time after which to look.</param>
    /// <returns>The first due time later than that, or null where there is none before the plan ends.</returns>
    public DateTimeOffset? NextDue(DateTimeOffset after) => Schedule.Next(after) is { } due && !(due > EndsAt) ? due : null;
}
