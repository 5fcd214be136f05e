using System.Collections.Concurrent;
using System.Diagnostics;
using BotGateway.Telemetry;

namespace BotGateway.Tests.Telemetry;

/// <summary>Keeps all spans that end, those of other tests' gateways in this process among them; a test asks for those of its own trace.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ActivitySpanId _caller = ActivitySpanId.CreateRandom();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The header by which a caller passes its trace on (W3C Trace Context).</summary>
    public string TraceParent => $"00-{_trace}-{_caller}-01";

    /// <summary>The one span right below the caller's.</summary>
    public Activity Root => Assert.Single(_ended, span => span.TraceId == _trace && span.ParentSpanId == _caller);

    /// <summary>The one span with an attribute, in any trace.</summary>
    public Activity With(string tag, string value) => Assert.Single(_ended, span => Equals(span.GetTagItem(tag), value));

    public Activity ParentOf(Activity child) => Assert.Single(_ended, span => span.SpanId == child.ParentSpanId);

    /// <summary>The names of the spans right below one, each once.</summary>
    public IEnumerable<string> Below(Activity span) =>
        _ended.Where(child => child.ParentSpanId == span.SpanId).Select(child => child.DisplayName).Distinct().Order(StringComparer.Ordinal);

    public Activity Below(Activity span, string name) => Assert.Single(_ended, child => child.ParentSpanId == span.SpanId && child.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
