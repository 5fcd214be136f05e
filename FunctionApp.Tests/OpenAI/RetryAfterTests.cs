using BotGateway.Http;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.OpenAI;

public sealed class RetryAfterTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("Retry-After", "0", 0)]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 12:01:30 GMT", 90_000)]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("Retry-After", "6.5", 6_500)]
    [InlineData("Retry-After", "0.0", 0)]
    [InlineData("Retry-After", "99999999999999999999", 86_400_000)]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT", 86_400_000)]
    [InlineData("retry-after-ms", "7500", 7_500)]
    [InlineData("retry-after-ms", "7500.5", 7_500.5)]
    [InlineData("x-ms-retry-after-ms", "8000", 8_000)]
    public async Task It_is_read_in_every_form(string name, string value, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), await ReadAsync((name, value)));

    [Theory]
    [InlineData("Retry-After", "-5")]
    [InlineData("Retry-After", "soon")]
    [InlineData("retry-after-ms", "-1")]
    [InlineData("retry-after-ms", "1e300")]
    [InlineData("Retry-After", "")]
    [InlineData("Retry-After", "1e300")]
    [InlineData("Retry-After", "NaN")]
    [InlineData("Retry-After", "7, 8")]
    [InlineData("x-ratelimit-reset", "7")]
    public async Task What_is_none_is_left_out(string name, string value) => Assert.Null(await ReadAsync((name, value)));

    [Fact]
    public async Task Azures_milliseconds_go_before_the_seconds() =>
        Assert.Equal(TimeSpan.FromMilliseconds(7_200), await ReadAsync(("Retry-After", "8"), ("retry-after-ms", "7200")));

    [Fact]
    public async Task Milliseconds_that_are_none_leave_the_seconds() =>
        Assert.Equal(TimeSpan.FromSeconds(8), await ReadAsync(("Retry-After", "8"), ("retry-after-ms", "soon")));

    private async Task<TimeSpan?> ReadAsync(params (string, string)[] headers)
    {
        var service = Service.Over(new ScriptedService(ScriptedService.Json(429, "{}", headers)), clock: _clock);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => service.ProbeAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Throttled, problem.Kind);
        return problem.RetryAfter;
    }
}
