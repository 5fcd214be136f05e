using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>The trace that an invocation belongs to (W3C Trace Context).</summary>
/// <param name="parent">The header <c>traceparent</c>; empty if absent.</param>
/// <param name="state">The header <c>tracestate</c>; empty if absent.</param>
internal sealed class Trace(string parent, string state) : TraceContext
{
    public override string TraceParent => parent;

    public override string TraceState => state;

    public static Trace Of(IHeaderDictionary headers) => new(headers.TraceParent.ToString(), headers.TraceState.ToString());
}
