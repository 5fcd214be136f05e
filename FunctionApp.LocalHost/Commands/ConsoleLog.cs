using Microsoft.Extensions.Logging.Console;

namespace BotGateway.LocalHost.Commands;

/// <summary>The log on standard error, one line per entry, filtered by the setting <c>Logging:LogLevel</c>.</summary>
internal sealed class ConsoleLog
{
    private volatile bool _isHushed;

    /// <summary>Whether the gateway's own entries below errors are left out, because the demo shows its requests itself.</summary>
    public bool IsHushed
    {
        get => _isHushed;
        set => _isHushed = value;
    }

    public void Configure(ILoggingBuilder logging)
    {
        logging.AddConsole(console => console.FormatterName = LogLineFormatter.FormatterName);
        logging.AddConsoleFormatter<LogLineFormatter, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Program reports a failed start in one line; the host would log it first, with its stack trace.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (IsHushed)
            logging.AddFilter<ConsoleLoggerProvider>("BotGateway", level => level >= (IsHushed ? LogLevel.Error : LogLevel.Information));
    }
}
