using System.Globalization;
using BotGateway.LocalHost.Commands;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.LocalHost;

public sealed class LogLineFormatterTests
{
    private readonly LogLineFormatter _formatter = new(new FakeTimeProvider(Gateway.Start));

    [Fact]
    public void A_failed_tick_is_one_line_with_time_level_message_and_the_kinds_of_its_causes()
    {
        var failure = new InvalidOperationException("SECRET", new HttpRequestException("line\nbreak"));

        Assert.Equal(
            $"10:00:30 error Timer function Scheduler failed (InvalidOperationException ← HttpRequestException){Environment.NewLine}",
            Format("BotGateway.LocalHost", LogLevel.Error, "Timer function Scheduler failed", failure));
    }

    [Fact]
    public void Line_breaks_in_a_message_become_spaces_and_others_categories_are_named() => Assert.Equal(
        $"10:00:30 warn  Azure.Core: a b{Environment.NewLine}", Format("Azure.Core", LogLevel.Warning, "a\nb"));

    private string Format(string category, LogLevel level, string message, Exception? exception = null)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Write(new LogEntry<string>(level, category, default, message, exception, (state, _) => state), null, line);
        return line.ToString();
    }
}
