using BotGateway.Routines;

namespace BotGateway.Tests.Routines;

/// <summary>A next due time that is not later than the last is never taken, whatever the rules of the libraries say.</summary>
public sealed class NextDueTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 28, 0, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Rules_that_stand_still_at_a_change_are_looked_past()
    {
        // As Cronos with TimeZoneInfo at Europe/Dublin's change in spring.
        var schedule = Schedule(after => after < Now.AddHours(1) ? Now : Now.AddDays(1));

        Assert.Equal(Now.AddDays(1), schedule.Next(Now));
    }

    [Fact]
    public void Rules_that_go_back_are_looked_past()
    {
        var schedule = Schedule(after => after < Now.AddHours(3) ? after.AddDays(-1) : Now.AddHours(9));

        Assert.Equal(Now.AddHours(9), schedule.Next(Now));
    }

    [Fact]
    public void Rules_that_stand_still_for_ever_end_the_schedule() => Assert.Null(Schedule(_ => Now).Next(Now));

    [Fact]
    public void At_the_end_of_time_nothing_is_due() =>
        Assert.Null(Parse("* * * * *", "Pacific/Kiritimati").Next(DateTimeOffset.MaxValue));

    [Theory]
    [InlineData("0 0 1 1 *", "America/Lima")]
    [InlineData("* * * * * *", "Pacific/Kiritimati")]
    public void Before_the_end_of_time_due_times_end(string expression, string zone) =>
        Assert.Null(Parse(expression, zone).Next(new DateTimeOffset(9998, 12, 31, 23, 59, 59, TimeSpan.Zero)));

    private static Schedule Parse(string expression, string zone) => BotGateway.Routines.Schedule.Parse(expression, zone);

    private static Schedule Schedule(Func<DateTimeOffset, DateTimeOffset?> next) => new("30 1 * * *", "Europe/Dublin", next);
}
