using System.Globalization;
using BotGateway.Requests;
using BotGateway.Routines;

namespace BotGateway.Tests.Routines;

public sealed class ScheduleTests
{
    [Theory]
    // Five fields and six; a zone without clock changes.
    [InlineData("0 8 * * 1-5", "America/Lima", "2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z")]
    [InlineData("0 8 * * 1-5", "America/Lima", "2026-11-23T13:00:00Z", "2026-11-24T13:00:00Z")]
    [InlineData("30 0 8 * * *", "Etc/UTC", "2026-11-23T08:00:00Z", "2026-11-23T08:00:30Z")]
    // Europe/Madrid, 2026-03-29: 02:00 becomes 03:00. A time that does not exist runs right after the gap.
    [InlineData("30 2 * * *", "Europe/Madrid", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Madrid", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("*/30 * * * *", "Europe/Madrid", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    // 2026-10-25: 03:00 becomes 02:00. A time that comes twice runs the first time; an interval runs through both hours.
    [InlineData("30 2 * * *", "Europe/Madrid", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Madrid", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/30 * * * *", "Europe/Madrid", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("*/30 * * * *", "Europe/Madrid", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z")]
    // America/Santiago, the other hemisphere: 2026-09-06 24:00 (the 5th) becomes 01:00; 2026-04-05 00:00 becomes 23:00 of the 4th.
    [InlineData("30 0 * * *", "America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z")]
    [InlineData("30 0 * * *", "America/Santiago", "2026-09-06T04:00:00Z", "2026-09-07T03:30:00Z")]
    [InlineData("30 23 * * *", "America/Santiago", "2026-04-04T12:00:00Z", "2026-04-05T02:30:00Z")]
    [InlineData("30 23 * * *", "America/Santiago", "2026-04-05T02:30:00Z", "2026-04-06T03:30:00Z")]
    public void The_next_due_time_follows_the_clocks_of_its_zone(string expression, string zone, string after, string expected)
    {
        var schedule = Schedule.Parse(expression, zone);

        Assert.Equal(Time(expected), schedule.Next(Time(after)));
    }

    [Fact]
    public void A_day_that_never_comes_has_no_due_time() =>
        Assert.Null(Schedule.Parse("0 0 30 2 *", "Etc/UTC").Next(Time("2026-11-23T00:00:00Z")));

    [Theory]
    [InlineData("every day")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("61 * * * *")]
    [InlineData("0 0 * * 9")]
    [InlineData("@daily")]
    [InlineData("@every_second")]
    public void A_wrong_expression_is_a_400_that_names_the_field(string expression)
    {
        var problem = Assert.Throws<ProblemException>(() => Schedule.Parse(expression, "Etc/UTC"));

        Assert.Equal(400, problem.Status);
        Assert.StartsWith("'schedule'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lima")]
    [InlineData("SA Pacific Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    public void A_zone_that_is_not_an_IANA_name_is_a_400_that_names_the_field(string zone)
    {
        var problem = Assert.Throws<ProblemException>(() => Schedule.Parse("0 8 * * *", zone));

        Assert.Equal(400, problem.Status);
        Assert.StartsWith("'time_zone'", problem.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
