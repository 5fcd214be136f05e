using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class KeyIdTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData(null)]
    [InlineData("default")]
    public async Task Without_a_key_id_the_client_is_the_one_named_default(string? keyId)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { KeyId = keyId });

        Expected.Authenticated(answer);
    }

    [Fact]
    public async Task A_key_id_names_the_client()
    {
        var answer = await _gateway.CallAsync(_gateway.Token(Gateway.Acme));

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData(" default")]
    [InlineData("default\n")]
    [InlineData("Default")]
    [InlineData("default\0")]
    [InlineData("../gateway")]
    [InlineData("ｄefault")]
    [InlineData("a-name-that-is-longer-than-the-sixty-four-characters-it-may-have-x")]
    public async Task Any_other_key_id_is_refused(string keyId)
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { KeyId = keyId });

        _gateway.AssertUnauthorized(answer, RejectionReason.UnknownClient);
    }

    [Theory]
    [InlineData(Gateway.Acme)]
    [InlineData(null)]
    public async Task A_token_of_another_clients_key_is_refused(string? keyId)
    {
        var other = _gateway.Token(keyId is null ? Gateway.Acme : "default");

        var answer = await _gateway.CallAsync(other with { KeyId = keyId });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task A_client_cannot_use_another_clients_credentials_with_its_own_key()
    {
        var acme = _gateway.Token(Gateway.Acme);

        var answer = await _gateway.CallAsync(acme with { User = _gateway.Token().User, Pass = _gateway.Token().Pass });

        _gateway.AssertUnauthorized(answer, RejectionReason.WrongCredentials);
    }
}
