using BotGateway.Http;
using BotGateway.Routines;
using NodaTime;

namespace BotGateway.Tests.Routines;

/// <summary>A zone is named as IANA names it, on every machine.</summary>
public sealed class TimeZoneNameTests
{
    [Fact]
    public void Every_name_of_the_database_is_taken_and_shown_as_it_came() =>
        Assert.All(DateTimeZoneProviders.Tzdb.Ids, name => Assert.Equal(name, Schedule.Parse("0 8 * * *", name).TimeZone));

    [Theory]
    // Links.
    [InlineData("Asia/Calcutta")]
    [InlineData("US/Pacific")]
    [InlineData("Eire")]
    [InlineData("UTC")]
    [InlineData("Zulu")]
    public void A_link_is_a_name(string name) => Assert.Equal(name, Schedule.Parse("0 8 * * *", name).TimeZone);

    [Theory]
    [InlineData("Lima")]
    [InlineData("SA Pacific Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("Factory")]
    [InlineData("right/Europe/Madrid")]
    [InlineData("posix/Europe/Madrid")]
    [InlineData("posix/UTC")]
    [InlineData("Europe//Madrid")]
    [InlineData("/Europe/Madrid")]
    [InlineData("Europe/Madrid/")]
    [InlineData("europe/madrid")]
    [InlineData("utc")]
    [InlineData(" UTC")]
    [InlineData("UTC+05")]
    [InlineData("UTC+05:30")]
    [InlineData("Europe/Madrid\0")]
    [InlineData("zone.tab")]
    public void A_zone_that_is_not_an_IANA_name_is_a_400_that_names_the_field(string zone)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Schedule.Parse("0 8 * * *", zone));

        Assert.Equal((ErrorKind.Invalid, "'time_zone' must be an IANA name, such as 'America/Lima'."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("right/Europe/Madrid", 7)]
    [InlineData("posix/Europe/Madrid", 7)]
    [InlineData("Europe//Madrid", 7)]
    [InlineData("posix//America/Lima", 13)]
    [InlineData("Factory", 8)]
    public void A_zone_that_was_kept_under_another_name_goes_on(string zone, int hour)
    {
        var schedule = Schedule.Restore("0 8 * * *", zone);

        Assert.Equal(zone, schedule.TimeZone);
        Assert.Equal(new DateTimeOffset(2027, 1, 4, hour, 0, 0, TimeSpan.Zero), schedule.Next(new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.Zero)));
    }
}
