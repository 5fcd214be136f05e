using BotGateway.Http;
using BotGateway.Routines;

namespace BotGateway.Tests.Routines;

/// <summary>Which texts are schedules, and what is said of the others.</summary>
public sealed class ScheduleTextTests
{
    [Theory]
    [InlineData("every day")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("61 * * * *")]
    [InlineData("0 0 * * 9")]
    [InlineData("@daily")]
    [InlineData("@every_second")]
    [InlineData("*\u00a0* * * *")]
    [InlineData("*\u2028* * * *")]
    public void A_wrong_expression_is_a_400_that_names_the_field(string expression) =>
        Assert.StartsWith("'schedule' must be a cron expression of five or six fields", Refuse(expression), StringComparison.Ordinal);

    [Theory]
    // Cronos knows H, but only with a seed, and says so by an exception of another kind than for other faults.
    [InlineData("H 8 * * *", "minute", "H")]
    [InlineData("H(0-29) * * * *", "minute", "H(0-29)")]
    [InlineData("0 H * * *", "hour", "H")]
    [InlineData("0 0 H * *", "day of month", "H")]
    [InlineData("0 0 1 H *", "month", "H")]
    [InlineData("0 0 * * H", "day of week", "H")]
    [InlineData("H 0 0 * * *", "second", "H")]
    [InlineData("0 H/5 0 * * *", "minute", "H/5")]
    [InlineData("60 0 * * *", "minute", "60")]
    [InlineData("-1 0 * * *", "minute", "-1")]
    [InlineData("0 24 * * *", "hour", "24")]
    [InlineData("*/0 * * * *", "minute", "*/0")]
    [InlineData("0 0 32 * *", "day of month", "32")]
    [InlineData("0 0 1W,2 * *", "day of month", "1W,2")]
    [InlineData("0 0 * FOO *", "month", "FOO")]
    [InlineData("0 0 * * 1#6", "day of week", "1#6")]
    [InlineData("99999999999999999999 * * * *", "minute", "99999999999999999999")]
    [InlineData("é * * * *", "minute", "é")]
    [InlineData("٣ * * * *", "minute", "٣")]
    [InlineData("~ * * * *", "minute", "~")]
    public void A_wrong_field_of_an_expression_is_named_with_what_it_takes(string expression, string name, string field)
    {
        var message = Refuse(expression);

        Assert.Contains($"the {name} is '{field}', but takes numbers from ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("seed", message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\t')]
    [InlineData('\u007f')]
    [InlineData('\u0085')]
    public void Control_characters_are_refused(char control)
    {
        Assert.Contains("control characters", Refuse($"* * * * *{control}"), StringComparison.Ordinal);
        Assert.Contains("control characters", Refuse($"*{control}* * * *"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_has_at_most_256_characters()
    {
        var longest = $"{string.Join(',', Enumerable.Repeat("10", 82))} * * * *".PadRight(256);

        Assert.Equal(longest, Schedule.Parse(longest, "Etc/UTC").Expression);
        Assert.Equal("'schedule' has 257 characters; at most 256 are allowed.", Refuse(longest + " "));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(40_000)]
    public void A_schedule_that_was_kept_when_there_was_no_limit_goes_on(int length)
    {
        var kept = string.Join(',', Enumerable.Repeat("10", length / 3)) + "\t* * * *";

        var schedule = Schedule.Restore(kept, "Etc/UTC");

        Assert.Equal(kept, schedule.Expression);
        Assert.Equal(10, schedule.Next(DateTimeOffset.UnixEpoch)!.Value.Minute);
    }

    [Fact]
    public void A_day_that_never_comes_has_no_due_time_in_any_zone() =>
        Assert.Null(Schedule.Parse("0 0 30 2 *", "Europe/Dublin").Next(DateTimeOffset.UnixEpoch));

    private static string Refuse(string expression)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Schedule.Parse(expression, "Etc/UTC"));
        Assert.Equal(ErrorKind.Invalid, problem.Kind);
        return problem.Message;
    }
}
