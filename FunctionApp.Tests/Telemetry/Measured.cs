using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BotGateway.Telemetry;

namespace BotGateway.Tests.Telemetry;

/// <summary>Keeps what one gateway measures; gateways of other tests run in the same process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ConcurrentQueue<Measurement> _all = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">The gateway's own.</param>
    public Measured(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Tracing.SourceName && instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What an instrument measured, each as its attributes in their order: <c>name=value name=value</c>.</summary>
    public IEnumerable<string> TagsOf(string instrument) => Of(instrument).Select(measurement => measurement.Tags);

    public IEnumerable<Measurement> Of(string instrument) => _all.Where(measurement => measurement.Instrument == instrument);

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue(new Measurement(instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}

internal sealed record Measurement(string Instrument, double Value, string Tags);
