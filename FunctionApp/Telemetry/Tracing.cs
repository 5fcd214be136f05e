using System.ClientModel;
using System.Diagnostics;
using Azure;
using BotGateway.Http;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Telemetry;

/// <summary>
/// The gateway's spans: one for each invocation, and below it one for each call. They contain names, ids, statuses and counts, but never message texts,
/// tokens, credentials or exception messages, which may quote them.
/// </summary>
internal static class Tracing
{
    /// <summary>The source name of the spans and the metrics.</summary>
    public const string SourceName = "BotGateway";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of an invocation, in the trace that the host has started (W3C Trace Context).</summary>
    /// <returns>The span, for the caller to end; null if there is no listener.</returns>
    /// <remarks>
    /// The kind is Internal, because the host reports the request as such; with Server, Application Insights would count it twice. CONTRIBUTING.md explains why
    /// the worker's own span is not used.
    /// </remarks>
    public static Activity? StartInvocation(string name, FunctionContext context)
    {
        if (!Source.HasListeners())
            return null;
        if (!ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, isRemote: true, out var parent))
        {
            // The current activity of this process is not the invocation's parent.
            Activity.Current = null;
        }

        var span = Source.StartActivity(name, ActivityKind.Internal, parent);
        return span?.SetTag("faas.invocation_id", context.InvocationId);
    }

    /// <summary>Starts the span of an internal operation, below the current one.</summary>
    /// <returns>The span, for the caller to end; null if there is no listener.</returns>
    public static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Calls another service within a span, below the current one.</summary>
    /// <param name="name">The service and the operation, short and without ids.</param>
    /// <param name="call">The call; it may set attributes of the span, which is null if there is no listener.</param>
    public static Task<T> CallAsync<T>(string name, Func<Activity?, Task<T>> call) => Source.HasListeners() ? CallTracedAsync(name, call) : call(null);

    private static async Task<T> CallTracedAsync<T>(string name, Func<Activity?, Task<T>> call)
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

    /// <summary>Marks a span as failed, with the type of the error but not its message.</summary>
    public static void Fail(this Activity? span, Exception exception) => span?.SetTag("error.type", ErrorType(exception)).SetStatus(ActivityStatusCode.Error);

    /// <summary>The value of the attribute <c>error.type</c> (OpenTelemetry semantic conventions).</summary>
    public static string ErrorType(Exception exception) => exception switch
    {
        RequestFailedException { Status: > 0 } failed => $"{failed.Status}",
        ClientResultException { Status: > 0 } failed => $"{failed.Status}",
        GatewayException problem => $"{ErrorStatus.Of(problem.Kind)}",
        _ => exception.GetType().FullName!,
    };
}
