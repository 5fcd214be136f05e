using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BotGateway.Telemetry;

/// <summary>
/// The gateway's metrics. Names and attributes follow the OpenTelemetry semantic conventions where they exist; attribute values are fixed words or names of
/// configured clients and models, never text from clients.
/// </summary>
internal sealed class GatewayMetrics
{
    private const string Outcome = "bot_gateway.outcome";

    // From a rejection to Azure's limit for a request (230 s).
    private static readonly InstrumentAdvice<double> RequestSeconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 230],
    };

    // A tick runs every minute.
    private static readonly InstrumentAdvice<double> LagSeconds = new() { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 900, 3600, 86400] };

    // The boundaries that the conventions define for this metric.
    private static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    private readonly Histogram<double> _requests;
    private readonly Counter<long> _refusals;
    private readonly Histogram<long> _tokens;
    private readonly Counter<long> _jobs;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _vaultCalls;
    private readonly Counter<long> _ticks;
    private readonly Gauge<double> _queueAge;
    private readonly Gauge<long> _poison;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Tracing.SourceName);
        _requests = meter.CreateHistogram("bot_gateway.request.duration", "s", "Requests by event and status.", advice: RequestSeconds);
        _refusals = meter.CreateCounter<long>("bot_gateway.refusals", "{request}", "Unauthorized requests, by reason.");
        _tokens = meter.CreateHistogram(
            "gen_ai.client.token.usage", "{token}", "Tokens of a chat completion by client, model and direction.", advice: Tokens);
        _jobs = meter.CreateCounter<long>("bot_gateway.jobs", "{job}", "Fine-tuning jobs that entered a status, by status.");
        _lag = meter.CreateHistogram("bot_gateway.routine.lag", "s", "The time from a routine's due time to its first attempt.", advice: LagSeconds);
        _runs = meter.CreateCounter<long>("bot_gateway.routine.runs", "{run}", "Attempts to run a routine, by outcome.");
        _webhooks = meter.CreateCounter<long>("bot_gateway.webhooks", "{message}", "Tries to deliver a webhook message, by client and outcome.");
        _vaultCalls = meter.CreateCounter<long>("bot_gateway.vault.calls", "{call}", "Calls to the key vault, by operation and outcome.");
        _ticks = meter.CreateCounter<long>("bot_gateway.scheduler.ticks", "{tick}", "Completed ticks of the timer.");
        _queueAge = meter.CreateGauge<double>("bot_gateway.queue.age", "s", "The age of the queue's oldest message, at each tick.");
        _poison = meter.CreateGauge<long>("bot_gateway.queue.poison", "{message}", "Messages that failed five times, at each tick.");
    }

    /// <param name="eventName">The event's canonical name; null if it is not known.</param>
    /// <param name="status">The HTTP status; null if the client disconnected first.</param>
    public void CountRequest(string? eventName, int? status, TimeSpan duration)
    {
        var tags = new TagList();
        if (eventName is not null)
            tags.Add(RequestTelemetry.EventTag, eventName);
        if (status is not null)
            tags.Add(RequestTelemetry.StatusTag, status);
        _requests.Record(duration.TotalSeconds, tags);
    }

    public void CountRefusal(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>(RequestTelemetry.RefusalTag, reason));

    public void CountTokens(string clientId, string model, long prompt, long completion)
    {
        _tokens.Record(prompt, TokenTags(clientId, model, "input"));
        _tokens.Record(completion, TokenTags(clientId, model, "output"));
    }

    public void CountJob(string status) => _jobs.Add(1, new KeyValuePair<string, object?>("bot_gateway.job.status", status));

    /// <param name="lag">The delay from its due time; null for retries, which are late on purpose.</param>
    public void CountRun(string outcome, TimeSpan? lag)
    {
        _runs.Add(1, new KeyValuePair<string, object?>(Outcome, outcome));
        if (lag is { } time)
            _lag.Record(time.TotalSeconds);
    }

    public void CountWebhook(string clientId, string outcome) => _webhooks.Add(
        1, new KeyValuePair<string, object?>(RequestTelemetry.ClientTag, clientId), new KeyValuePair<string, object?>(Outcome, outcome));

    public void CountVaultCall(string operation, Exception? failure) => _vaultCalls.Add(
        1,
        new KeyValuePair<string, object?>("bot_gateway.vault.operation", operation),
        new KeyValuePair<string, object?>(Outcome, failure is null ? "ok" : Tracing.ErrorType(failure)));

    public void CountTick() => _ticks.Add(1);

    public void MeasureQueue(TimeSpan age, int poisoned)
    {
        _queueAge.Record(age.TotalSeconds);
        _poison.Record(poisoned);
    }

    private static TagList TokenTags(string clientId, string model, string direction) => new()
    {
        { "gen_ai.operation.name", "chat" },
        { "gen_ai.request.model", model },
        { "gen_ai.token.type", direction },
        { RequestTelemetry.ClientTag, clientId },
    };
}
