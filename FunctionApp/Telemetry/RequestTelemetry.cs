using System.Diagnostics;
using BotGateway.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BotGateway.Telemetry;

/// <summary>The log line, span and metrics of one request, without its content. Ending it ends the request's span.</summary>
internal sealed partial class RequestTelemetry : IDisposable
{
    internal const string EventTag = "bot_gateway.event";
    internal const string ClientTag = "bot_gateway.client";
    internal const string RefusalTag = "bot_gateway.refusal";
    internal const string StatusTag = "http.response.status_code";

    // In log lines, until the client or the event is known.
    private const string None = "-";

    private readonly string _id;
    private readonly Activity? _span;
    private readonly GatewayMetrics _metrics;
    private readonly IRequestObserver[] _observers;
    private readonly ILogger _logger;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private int? _status;
    private string? _refusal;
    private string? _error;
    private Type? _responseType;

    internal RequestTelemetry(FunctionContext context, GatewayMetrics metrics, IRequestObserver[] observers, ILogger logger)
    {
        _id = context.InvocationId;
        _span = Tracing.StartInvocation("Dispatcher", context);
        _metrics = metrics;
        _observers = observers;
        _logger = logger;
    }

    public string? Client { get; set; }

    /// <summary>The event's canonical name; null until it is known.</summary>
    public string? Event { get; set; }

    public void Answered(EventResult result)
    {
        (_status, _responseType) = (200, result.Response.GetType());
        LogAnswered(_id, Client!, Event!);
    }

    public void Refused(string reason)
    {
        (_status, _refusal) = (401, reason);
        _span?.SetTag(RefusalTag, reason);
        _metrics.CountRefusal(reason);
        LogRefused(_id, reason);
    }

    public void Failed(GatewayException problem)
    {
        var status = ErrorStatus.Of(problem.Kind);
        (_status, _error) = (status, SafeExceptionSummary.Of(problem));
        if (status >= 500)
            _span.Fail(problem);
        LogProblem(_id, Client ?? None, Event ?? None, status, _error);
    }

    public void Abandoned()
    {
        _status = ResponseWriter.ClientClosedRequest;
        LogAbandoned(_id, Client ?? None, Event ?? None);
    }

    public void Failed(Exception fault)
    {
        (_status, _error) = (500, SafeExceptionSummary.Of(fault));
        _span.Fail(fault);
        LogFault(_id, Client ?? None, Event ?? None, _error, fault.StackTrace);
    }

    public void Dispose()
    {
        var duration = Stopwatch.GetElapsedTime(_startedAt);
        _metrics.CountRequest(Event, _status, duration);
        if (_span is not null)
        {
            // Null omits an attribute.
            _span.DisplayName = Event ?? _span.DisplayName;
            _span.SetTag(EventTag, Event).SetTag(ClientTag, Client).SetTag(StatusTag, _status).Dispose();
        }

        // Last: what they do is no part of the request.
        foreach (var observer in _observers)
            observer.Ended(new RequestSummary(_id, Client, Event, _status, duration) { Refusal = _refusal, Error = _error, ResponseType = _responseType });
    }

    [LoggerMessage(1, LogLevel.Information, "Request {RequestId} from {Client}: {Event} completed")]
    private partial void LogAnswered(string requestId, string client, string @event);

    [LoggerMessage(2, LogLevel.Warning, "Request {RequestId} rejected: {Reason}")]
    private partial void LogRefused(string requestId, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Request {RequestId} from {Client}: {Event} ended with {Status} ({Causes})")]
    private partial void LogProblem(string requestId, string client, string @event, int status, string causes);

    [LoggerMessage(5, LogLevel.Information, "Request {RequestId} from {Client}: {Event} was cancelled by the client")]
    private partial void LogAbandoned(string requestId, string client, string @event);

    [LoggerMessage(4, LogLevel.Error, "Request {RequestId} from {Client}: {Event} failed: {Causes}\n{StackTrace}")]
    private partial void LogFault(string requestId, string client, string @event, string causes, string? stackTrace);
}
