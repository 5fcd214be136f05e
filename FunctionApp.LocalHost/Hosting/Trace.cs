using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The trace that a call belongs to (W3C Trace Context).</summary>
/// <param name="parent">The header <c>traceparent</c>; empty where there is none.</param>
/// <param name="state">The header <c>tracestate</c>; empty where there is none.</param>
internal sealed class Trace(string parent, string state) : TraceContext
{
    public override string TraceParent => parent;

    public override string TraceState => state;

    /// <summary>Reads the trace of a request.</summary>
    /// <param name="headers">Its headers.</param>
    /// <returns>The trace.</returns>
    public static Trace Of(IHeaderDictionary headers) => new(headers.TraceParent.ToString(), headers.TraceState.ToString());
}
