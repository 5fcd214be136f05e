using System.ClientModel;
using System.Diagnostics;
using Azure;
using BotGateway.Http;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Telemetry;

/// <summary>
/// The gateway's spans: one for each invocation of a function, and below it one for each thing it waits for. They carry names, ids, statuses and counts;
/// never a text of a client's, a token, a credential or the message of an exception, which may quote one.
/// </summary>
internal static class Tracing
{
    /// <summary>The name by which listeners ask for the spans, and for the metrics too.</summary>
    public const string SourceName = "BotGateway";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of an invocation, in the trace that the host has begun (W3C Trace Context).</summary>
    /// <returns>The span, for the caller to end; null if there is no listener.</returns>
    /// <remarks>
    /// Of the kind Internal, since the host's own telemetry has the request as such: of the kind Server, Application Insights would count each request twice.
    /// The worker's own span (source Microsoft.Azure.Functions.Worker, which Worker.OpenTelemetry 1.2.0 listens to) is no substitute: a function that fails
    /// puts its exception's message on it, LocalHost has none since it calls functions without the worker, and UseFunctionsWorkerDefaults tells the host to
    /// drop the worker's log, which nothing else exports.
    /// </remarks>
    public static Activity? StartInvocation(string name, FunctionContext context)
    {
        if (!Source.HasListeners())
            return null;
        if (!ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, isRemote: true, out var parent))
        {
            // Of no trace: whatever else runs in this process is not this invocation's parent.
            Activity.Current = null;
        }

        var span = Source.StartActivity(name, ActivityKind.Internal, parent);
        return span?.SetTag("faas.invocation_id", context.InvocationId);
    }

    /// <summary>Starts the span of a part of the gateway's own work, below the current one.</summary>
    /// <returns>The span, for the caller to end; null if there is no listener.</returns>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Calls another service in a span, below the current one.</summary>
    /// <param name="name">The service and what it is asked for, in few words and without ids.</param>
    /// <param name="call">The call; it may put attributes on the span, which is null if there is no listener.</param>
    public static async Task<T> CallAsync<T>(string name, Func<Activity?, Task<T>> call)
    {
        using var span = Source.StartActivity(name, ActivityKind.Client);
        try
        {
            return await call(span);
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }

    /// <summary>Marks a span as failed, by the kind of the failure and not by its message.</summary>
    public static void Fail(this Activity? span, Exception exception) => span?.SetTag("error.type", ErrorType(exception)).SetStatus(ActivityStatusCode.Error);

    /// <summary>Names the kind of a failure as the attribute <c>error.type</c> has it (OpenTelemetry semantic conventions).</summary>
    public static string ErrorType(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"{failed.Status}",
        ClientResultException { Status: > 0 } failed => $"{failed.Status}",
        GatewayException problem => $"{ErrorStatus.Of(problem.Kind)}",
        _ => exception.GetType().FullName!,
    };
}
