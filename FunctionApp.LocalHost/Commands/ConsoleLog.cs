using Microsoft.Extensions.Logging.Console;

namespace BotGateway.LocalHost.Commands;

/// <summary>The log on standard error, one line an entry; setting <c>Logging:LogLevel</c> chooses what is in it.</summary>
internal sealed class ConsoleLog
{
    private volatile bool _isHushed;

    /// <summary>Whether the gateway's own lines are left out up to errors: the demo shows its requests itself.</summary>
    public bool IsHushed
    {
        get => _isHushed;
        set => _isHushed = value;
    }

    /// <summary>Adds it to an app.</summary>
    /// <param name="logging">The app's log.</param>
    public void Configure(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(format => format.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // A start that fails is told in a line by Program; the host would tell it before, with its stack.
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (IsHushed)
            logging.AddFilter<ConsoleLoggerProvider>("BotGateway", level => level >= (IsHushed ? LogLevel.Error : LogLevel.Information));
    }
}
