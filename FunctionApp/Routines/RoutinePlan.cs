using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.Routines;

/// <summary>What a request says of a routine beside its bot and thread.</summary>
/// <param name="Name">The client's name for it; null in a request means the bot's name.</param>
/// <param name="StartsAt">The earliest due time; null for no limit.</param>
/// <param name="EndsAt">The latest due time; null for no limit.</param>
/// <param name="MaxRuns">The number of runs after which it is finished; null for no limit.</param>
internal sealed record RoutinePlan(
    string? Name, string Message, Schedule Schedule, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? MaxRuns)
{
    /// <summary>Whether its client's webhook is sent the answers.</summary>
    public bool SendsAnswers { get; init; }

    /// <summary>Whether each run starts without history.</summary>
    public bool IsFresh { get; init; }

    /// <exception cref="GatewayException">Invalid: a field is missing or wrong, or there is no due time from now on.</exception>
    public static RoutinePlan Read(Client client, CreateRoutineRequest request, TextLimit texts, DateTimeOffset now)
    {
        if (request.Name is { } name)
            texts.Check(name, "name");
        var message = request.Message ?? throw GatewayException.Invalid("'message' is missing.");
        texts.Check(message, "message");
        var plan = new RoutinePlan(
            request.Name,
            message,
            Schedule.Parse(request.Schedule!, request.TimeZone ?? Schedule.DefaultTimeZone),
            request.StartsAt,
            request.EndsAt,
            request.MaxRuns)
        {
            SendsAnswers = request.Deliver == RoutineDelivery.Webhook,
            IsFresh = request.FreshThread ?? false,
        };
        if (plan.SendsAnswers && client.Webhook is null)
            throw GatewayException.Invalid("'deliver' is 'webhook', but no webhook is configured for this client.");
        if (plan.EndsAt < plan.StartsAt)
            throw GatewayException.Invalid("'ends_at' must not be before 'starts_at'.");
        if (plan.EndsAt <= now)
            throw GatewayException.Invalid("'ends_at' has passed already.");
        return plan.FirstDue(now) is null
            ? throw GatewayException.Invalid("'schedule' has no due time from now on, within 'starts_at' and 'ends_at'.")
            : plan;
    }

    /// <returns>The first due time from now on within the plan's limits, or null where there is none.</returns>
    public DateTimeOffset? FirstDue(DateTimeOffset now) =>
        // A due time that is exactly the start counts.
        NextDue(StartsAt > now ? StartsAt.Value.AddTicks(-1) : now);

    /// <returns>The first due time later than that, or null where there is none before the plan ends.</returns>
    public DateTimeOffset? NextDue(DateTimeOffset after) => Schedule.Next(after) is { } due && !(due > EndsAt) ? due : null;
}
