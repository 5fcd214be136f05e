using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class ExpirationTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData(10_000)] // As existing clients have it.
    [InlineData(0)]
    [InlineData(-10_000)] // The 10 seconds of grace, to their last millisecond.
    [InlineData(300_000)] // 5 minutes, no more.
    public async Task A_token_is_good_from_5_minutes_before_its_expiration_to_10_seconds_after(long ahead)
    {
        var answer = await CallAsync(JsonValue.Create(Now + ahead));

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData(-10_001, RejectionReason.Expired)]
    [InlineData(-1_000_000_000, RejectionReason.Expired)]
    [InlineData(300_001, RejectionReason.ExpiresTooLate)]
    [InlineData(1_000_000_000_000, RejectionReason.ExpiresTooLate)]
    internal async Task A_token_is_refused_before_and_after(long ahead, RejectionReason reason)
    {
        var answer = await CallAsync(JsonValue.Create(Now + ahead));

        _gateway.AssertUnauthorized(answer, reason);
    }

    [Fact]
    public async Task A_token_grows_old()
    {
        var request = _gateway.Token().Encrypt();

        _gateway.Clock.Advance(TimeSpan.FromMilliseconds(20_000));
        var last = await _gateway.SendAsync(request.Text);
        _gateway.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var late = await _gateway.SendAsync(request.Text);

        Expected.Authenticated(last);
        _gateway.AssertUnauthorized(late, RejectionReason.Expired);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"1763884800000\"")]
    [InlineData("-0.5")]
    [InlineData("253402300800000.5")]
    [InlineData("-1")]
    [InlineData("253402300800000")] // A millisecond after what DateTimeOffset can hold.
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("true")]
    [InlineData("[1763884800000]")]
    public async Task Anything_but_Unix_milliseconds_is_refused(string expirationTime)
    {
        var answer = await CallAsync(JsonNode.Parse(expirationTime));

        _gateway.AssertUnauthorized(answer, RejectionReason.MalformedClaims);
    }

    // Python: (time.time() + 10) * 1000.
    [Theory]
    [InlineData(".4567")]
    [InlineData(".0")]
    [InlineData("e0")]
    [InlineData("000.999e-3")]
    public async Task A_number_in_another_spelling_counts_without_its_fraction(string suffix)
    {
        var answer = await CallRawAsync($"{Now + 10_000}{suffix}");

        Expected.Authenticated(answer);
    }

    [Fact]
    public async Task A_fraction_is_left_out_and_not_rounded()
    {
        Expected.Authenticated(await CallRawAsync($"{Now + 300_000}.999"));
        _gateway.AssertUnauthorized(await CallRawAsync($"{Now - 10_001}.999"), RejectionReason.Expired);
    }

    private long Now => _gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    // Not an object that Node would spell anew.
    private Task<GatewayAnswer> CallRawAsync(string expirationTime) => _gateway.CallAsync(_gateway.Token() with
    {
        RawClaims = $$"""{"credentials":"{{GatewayCredentials.Derive(DemoSecrets.User, DemoSecrets.Pass)}}","expirationTime":{{expirationTime}}}""",
    });

    private async Task<GatewayAnswer> CallAsync(JsonNode? expirationTime) =>
        await _gateway.CallAsync(_gateway.Token() with { Claims = new JsonObject { ["expirationTime"] = expirationTime } });
}
