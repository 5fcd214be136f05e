using System.Globalization;
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
    // Europe/Dublin, whose daylight saving is negative, is as Europe/London: 2027-03-28 01:00 becomes 02:00, 2027-10-31 02:00 becomes 01:00.
    [InlineData("30 1 * * *", "Europe/Dublin", "2027-03-28T00:28:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("30 1 * * *", "Europe/Dublin", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z")]
    [InlineData("30 1 * * *", "Europe/London", "2027-03-28T00:28:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("30 1 * * *", "Europe/Dublin", "2027-10-30T12:00:00Z", "2027-10-31T00:30:00Z")]
    [InlineData("30 1 * * *", "Europe/Dublin", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z")]
    [InlineData("*/30 * * * *", "Europe/Dublin", "2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z")]
    // Half an hour: Australia/Lord_Howe, 2027-10-03 02:00 becomes 02:30; 2027-04-04 02:00 becomes 01:30.
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2027-10-02T12:00:00Z", "2027-10-02T15:30:00Z")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2027-04-03T14:45:00Z", "2027-04-04T15:15:00Z")]
    // A whole day: Pacific/Apia had no 2011-12-30.
    [InlineData("0 8 * * *", "Pacific/Apia", "2011-12-29T18:00:00Z", "2011-12-30T10:00:00Z")]
    [InlineData("0 8 * * *", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T18:00:00Z")]
    // Fields that Cronos has beside numbers; a day of month and a day of week must both fit.
    [InlineData("0 8 L * *", "Europe/Madrid", "2027-02-01T00:00:00Z", "2027-02-28T07:00:00Z")]
    [InlineData("0 8 15W * *", "Europe/Madrid", "2027-05-01T00:00:00Z", "2027-05-14T06:00:00Z")]
    [InlineData("0 8 * * 1#2", "Europe/Madrid", "2027-02-01T00:00:00Z", "2027-02-08T07:00:00Z")]
    [InlineData("0 8 13 * FRI", "Europe/Madrid", "2027-01-01T00:00:00Z", "2027-08-13T06:00:00Z")]
    // February 29 on a Monday, over 2100, which has none: the longest pause that there is.
    [InlineData("0 0 29 2 1", "Europe/Dublin", "2072-03-01T00:00:00Z", "2112-02-29T00:00:00Z")]
    public void The_next_due_time_follows_the_clocks_of_its_zone(string expression, string zone, string after, string expected)
    {
        var schedule = Schedule.Parse(expression, zone);

        Assert.Equal(Time(expected), schedule.Next(Time(after)));
    }

    [Fact]
    public void A_day_that_never_comes_has_no_due_time() =>
        Assert.Null(Schedule.Parse("0 0 30 2 *", "Etc/UTC").Next(Time("2026-11-23T00:00:00Z")));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
