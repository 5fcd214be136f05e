using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class CredentialsTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    // printf %s local-userlocal-pass | openssl dgst -sha256 -hmac local-pass
    private const string Right = "31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312b";

    [Fact]
    public async Task The_hex_of_the_HMAC_is_what_counts()
    {
        var answer = await CallAsync(Right);

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("31E8BF1900CA7D680BDF377D3495B555CEE2CA1C83BB57C07A03D248B7C9312B")]
    [InlineData("31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312c")]
    [InlineData("31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312")]
    [InlineData(Right + "\0")]
    [InlineData(" " + Right)]
    [InlineData("local-pass")]
    [InlineData("", RejectionReason.MalformedClaims)]
    [InlineData(null, RejectionReason.MalformedClaims)]
    [InlineData(0, RejectionReason.MalformedClaims)]
    internal async Task Any_other_credentials_are_refused(object? credentials, RejectionReason reason = RejectionReason.WrongCredentials)
    {
        var answer = await CallAsync(credentials);

        _gateway.AssertUnauthorized(answer, reason);
    }

    [Theory]
    [InlineData("local-user", "other-pass")]
    [InlineData("other-user", "local-pass")]
    public async Task Another_user_or_password_is_refused(string user, string pass)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { User = user, Pass = pass });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongCredentials);
    }

    [Theory]
    [InlineData("""{"expirationTime":EXP}""")]
    [InlineData("""{"credentials":"RIGHT"}""")]
    [InlineData("""{"Credentials":"RIGHT","expirationTime":EXP}""")]
    [InlineData("""{"credentials":"RIGHT","expirationTime":EXP,"expirationTime":EXP}""")]
    [InlineData("""[{"credentials":"RIGHT","expirationTime":EXP}]""")]
    [InlineData("""{"credentials":"RIGHT","expirationTime":EXP""")]
    [InlineData("""{"credentials":"RIGHT","expirationTime":EXP} x""")]
    [InlineData("RIGHT")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Claims_of_another_form_are_refused(string claims)
    {
        var order = _gateway.Token();
        var text = claims.Replace("RIGHT", Right, StringComparison.Ordinal).Replace("EXP", $"{order.Now}", StringComparison.Ordinal);

        var answer = await _gateway.CallAsync(order with { RawClaims = text });

        _gateway.AssertUnauthorized(answer, RejectionReason.MalformedClaims);
    }

    private Task<GatewayAnswer> CallAsync(object? credentials) => _gateway.CallAsync(
        _gateway.Token() with { Claims = new JsonObject { ["credentials"] = JsonValue.Create(credentials) } });
}
