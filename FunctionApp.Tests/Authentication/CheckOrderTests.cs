using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication;

/// <summary>A request in which everything is wrong is refused by the first check; with that put right, by the next; and so on.</summary>
public sealed class CheckOrderTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task The_checks_come_in_their_order()
    {
        var expired = _gateway.Clock.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds();
        var acme = _gateway.Token(Gateway.Acme);
        var wrong = acme with
        {
            KeyId = "default",
            Oaep = RSAEncryptionPadding.OaepSHA1,
            Pass = "other",
            Claims = new JsonObject { ["expirationTime"] = expired, ["body_sha256"] = "x" },
        };
        var form = wrong.Encrypt().Text.Replace("\"token\":\"", "\"token\":\" ", StringComparison.Ordinal);

        _gateway.AssertUnauthorized(await _gateway.SendAsync(form), RejectionReason.MalformedToken);
        await AssertAsync(wrong, RejectionReason.WrongSignature);
        await AssertAsync(wrong = wrong with { KeyId = Gateway.Acme }, RejectionReason.NotDecryptable);
        await AssertAsync(wrong = wrong with { Oaep = RSAEncryptionPadding.OaepSHA256 }, RejectionReason.Expired);
        await AssertAsync(wrong = wrong with { Claims = new JsonObject { ["body_sha256"] = "x" } }, RejectionReason.WrongCredentials);
        await AssertAsync(wrong = wrong with { Pass = acme.Pass }, RejectionReason.WrongBodyHash);
        var right = (wrong with { Claims = null }).Encrypt().Text;
        Expected.Authenticated(await _gateway.SendAsync(right));
        _gateway.AssertUnauthorized(await _gateway.SendAsync(right), RejectionReason.UsedToken);
    }

    private async Task AssertAsync(TokenSpec order, RejectionReason reason) => _gateway.AssertUnauthorized(await _gateway.CallAsync(order), reason);
}
