using BotGateway.LocalHost;
using BotGateway.LocalHost.Hosting;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class TimerFunctionTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 10, 0, 30, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("0 * * * * *", "2030-01-01T08:01:00Z")]
    [InlineData("*/10 * * * * *", "2030-01-01T08:00:40Z")]
    [InlineData("0 30 9 * * 1-5", "2030-01-01T09:30:00Z")]
    public void The_setting_that_it_names_holds_its_schedule_in_UTC(string schedule, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Discover(schedule).NextAfter(Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_missing_setting_is_an_error_that_names_it(string? schedule) => Assert.Contains(
        "'ProbeSchedule' is missing", Assert.Throws<StartupException>(() => Discover(schedule)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("0 60 * * * *")]
    [InlineData("every minute")]
    [InlineData("0 * * * * ?")]
    [InlineData("0 * * * * *\0")]
    public void What_the_Functions_host_does_not_take_is_an_error_that_names_the_setting(string schedule) => Assert.Equal(
        "Setting 'ProbeSchedule' must be six cron fields, seconds first, in UTC, for instance '0 * * * * *'.",
        Assert.Throws<StartupException>(() => Discover(schedule)).Message);

    [Fact]
    public void A_schedule_that_never_comes_has_no_next_tick() => Assert.Null(Discover("0 0 0 30 2 *").NextAfter(Now));

    [Fact]
    public void The_apps_timer_is_the_scheduler()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("SchedulerSchedule", "0 * * * * *")]).Build();

        Assert.Equal("Scheduler", Assert.Single(TimerFunction.Discover(typeof(GatewayServices).Assembly, settings)).Name);
    }

    private static TimerFunction Discover(string? schedule) => Assert.Single(TimerFunction.Discover(
        typeof(TimerFunctionTests).Assembly, new ConfigurationBuilder().AddInMemoryCollection([new("ProbeSchedule", schedule)]).Build()));
}
