using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BotGateway.Tests.Gateways;

/// <summary>Keeps all that a gateway logs, at every level and of every category.</summary>
public sealed class LogRecorder
{
    private readonly FakeLogCollector _collector = new();

    public IReadOnlyList<LogLine> Lines =>
    [
        .. _collector.GetSnapshot().Select(line => new LogLine(line.Category!, line.Level, line.Id.Id, $"{line.Message} {line.Exception}",
            (line.State as IReadOnlyList<KeyValuePair<string, string?>> ?? []).ToDictionary())),
    ];

    /// <summary>The dispatcher's one line about a request.</summary>
    public LogLine Of(string? requestId) => Assert.Single(Lines, line => requestId is not null && line.Values.GetValueOrDefault("RequestId") == requestId);

    public void AddTo(IServiceCollection services) =>
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_collector)).AddFilter<FakeLoggerProvider>(null, LogLevel.Trace));
}

public sealed record LogLine(string Category, LogLevel Level, int EventId, string Text, IReadOnlyDictionary<string, string?> Values);
