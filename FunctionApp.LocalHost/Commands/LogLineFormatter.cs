using BotGateway.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BotGateway.LocalHost.Commands;

/// <summary>One line for each log entry: local time, level and message; an exception by its types, without the stack trace.</summary>
internal sealed class LogLineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const string OwnCategory = "BotGateway.";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var source = logEntry.Category.StartsWith(OwnCategory, StringComparison.Ordinal) ? "" : $"{logEntry.Category}: ";
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var causes = logEntry.Exception is { } exception ? $" ({SafeExceptionSummary.Of(exception)})" : "";
        textWriter.WriteLine($"{clock.GetLocalNow():HH:mm:ss} {Level(logEntry.LogLevel)} {source}{$"{message}{causes}".ReplaceLineEndings(" ")}");
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
