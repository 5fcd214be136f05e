using BotGateway.Authentication;
using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.Protocol;

public sealed class KeyIdTests(SealedGateway gateway) : IClassFixture<SealedGateway>
{
    [Theory]
    [InlineData(null)]
    [InlineData("default")]
    public async Task Without_a_key_id_the_client_is_the_one_named_default(string? keyId)
    {
        var answer = await gateway.CallAsync(gateway.Order() with { KeyId = keyId });

        Expected.LetIn(answer);
    }

    [Fact]
    public async Task A_key_id_names_the_client()
    {
        var answer = await gateway.CallAsync(gateway.Order(Gateway.Acme));

        Expected.LetIn(answer);
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
        var answer = await gateway.CallAsync(gateway.Order() with { KeyId = keyId });

        gateway.AssertRefused(answer, RejectionReason.UnknownClient);
    }

    [Theory]
    [InlineData(Gateway.Acme)]
    [InlineData(null)]
    public async Task A_token_of_another_clients_key_is_refused(string? keyId)
    {
        var other = gateway.Order(keyId is null ? Gateway.Acme : "default");

        var answer = await gateway.CallAsync(other with { KeyId = keyId });

        gateway.AssertRefused(answer, RejectionReason.WrongSignature);
    }

    [Fact]
    public async Task A_client_cannot_use_another_clients_credentials_with_its_own_key()
    {
        var acme = gateway.Order(Gateway.Acme);

        var answer = await gateway.CallAsync(acme with { User = gateway.Order().User, Pass = gateway.Order().Pass });

        gateway.AssertRefused(answer, RejectionReason.WrongCredentials);
    }
}
