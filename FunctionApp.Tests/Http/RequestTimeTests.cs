using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

/// <summary>Times in requests: RFC 3339, and the short forms of ISO 8601.</summary>
public sealed class RequestTimeTests
{
    [Theory]
    [InlineData("2026-11-24T13:00:00Z", "2026-11-24T13:00:00")]
    [InlineData("2026-11-24T13:00Z", "2026-11-24T13:00:00")]
    [InlineData("2026-11-24t13:00:00z", "2026-11-24T13:00:00")]
    [InlineData("2026-11-24 13:00:00Z", "2026-11-24T13:00:00")]
    [InlineData("2026-11-24T13:00:00.5Z", "2026-11-24T13:00:00.5")]
    [InlineData("2026-11-24T13:00:00.1234567Z", "2026-11-24T13:00:00.1234567")]
    [InlineData("2026-11-24T13:00:00.12345678Z", "2026-11-24T13:00:00.1234568")]
    [InlineData("2026-11-24T13:00:00.000000001Z", "2026-11-24T13:00:00.0000001")]
    [InlineData("2026-11-24T13:00:00.123456700Z", "2026-11-24T13:00:00.1234567")]
    [InlineData("2026-11-24T13:00:00.999999999Z", "2026-11-24T13:00:00.9999999")]
    [InlineData("2026-11-24T13:00:00+05:30", "2026-11-24T07:30:00")]
    [InlineData("2026-11-24T13:00:00-05:00", "2026-11-24T18:00:00")]
    [InlineData("2026-11-24T13:00:00-00:00", "2026-11-24T13:00:00")]
    [InlineData("2026-11-24T13:00:00+23:59", "2026-11-23T13:01:00")]
    [InlineData("2026-11-24T13:00:00-23:59", "2026-11-25T12:59:00")]
    [InlineData("2026-11-24T13:00:00+05", "2026-11-24T08:00:00")]
    [InlineData("2026-11-24T13:00:00-0330", "2026-11-24T16:30:00")]
    [InlineData("2026-11-24T13:00+05", "2026-11-24T08:00:00")]
    [InlineData("2028-02-29T00:00:00Z", "2028-02-29T00:00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00")]
    [InlineData("2016-12-31T23:59:60.25Z", "2017-01-01T00:00:00.25")]
    [InlineData("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00")]
    [InlineData("1601-01-01T00:00:00Z", "1601-01-01T00:00:00")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.9999999")]
    public void A_time_is_read(string text, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), Body(text).OptionalTime("starts_at"));

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T13Z")]
    [InlineData("2026-11-24T13:00:00")]
    [InlineData("2026-11-24T13:00:00.Z")]
    [InlineData("2026-11-24T13:00:00.1234567890Z")]
    [InlineData("2026-11-24T24:00:00Z")]
    [InlineData("2026-11-24T13:60:00Z")]
    [InlineData("2026-11-24T13:00:61Z")]
    [InlineData("2026-11-24T13:00:60Z")]
    [InlineData("2026-11-24T23:59:60Z")]
    [InlineData("2016-12-31T23:59:60+01:00")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-11-24T13:00:00+24:00")]
    [InlineData("2026-11-24T13:00:00+05:60")]
    [InlineData("2026-11-24T13:00:00+5")]
    [InlineData("2026-11-24T13:00:00 Z")]
    [InlineData(" 2026-11-24T13:00:00Z")]
    [InlineData("2026-11-24T13:00:00Z\n")]
    [InlineData("2026-11-24T13:00:00Ź")]
    [InlineData("٢026-11-24T13:00:00Z")]
    [InlineData("1600-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("now")]
    public void Anything_else_is_a_400_that_names_the_field(string text)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Body(text).OptionalTime("starts_at"));

        Assert.Equal(
            (ErrorKind.Invalid, "'starts_at' must be a time in ISO 8601, such as '2026-11-24T13:00:00Z'."), (problem.Kind, problem.Message));
    }

    private static RequestBody Body(string time) => new(JsonElement.Parse(new JsonObject { ["starts_at"] = time }.ToJsonString()));
}
