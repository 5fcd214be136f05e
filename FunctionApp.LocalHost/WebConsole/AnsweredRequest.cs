using BotGateway.Telemetry;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>A request as the console shows it: who, what and how it ended, never its content.</summary>
/// <param name="Reason">Why the client was not authenticated.</param>
/// <param name="Console">Whether the page itself sent it, to read what it shows.</param>
internal sealed record AnsweredRequest(
    string RequestId, DateTime Time, string? Client, string? Event, int? Status, string? Reason, double DurationMs, string? Error, bool Console)
{
    public static AnsweredRequest From(RequestSummary request, DateTimeOffset time, bool isOfConsole) => new(
        request.Id,
        time.UtcDateTime,
        request.Client,
        request.Event,
        request.Status,
        request.Refusal,
        Math.Round(request.Duration.TotalMilliseconds, 1),
        request.Error,
        isOfConsole);
}
