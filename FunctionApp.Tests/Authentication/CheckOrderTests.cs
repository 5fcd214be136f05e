using System.Text.Json.Nodes;
using BotGateway.Authentication;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Authentication;

/// <summary>A request in which everything is wrong is refused by the first check; with that put right, by the next; and so on.</summary>
public sealed class CheckOrderTests(SealedGateway gateway) : IClassFixture<SealedGateway>
{
    [Fact]
    public async Task The_checks_come_in_their_order()
    {
        var expired = gateway.Clock.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds();
        var acme = gateway.Order(Gateway.Acme);
        var wrong = acme with
        {
            KeyId = "default",
            OaepHash = "sha1",
            Pass = "other",
            Claims = new JsonObject { ["expirationTime"] = expired, ["body_sha256"] = "x" },
        };
        var form = (await gateway.SealAsync(wrong)).Text.Replace("\"token\":\"", "\"token\":\" ", StringComparison.Ordinal);

        gateway.AssertRefused(await gateway.SendAsync(form), RejectionReason.MalformedToken);
        await AssertAsync(wrong, RejectionReason.WrongSignature);
        await AssertAsync(wrong = wrong with { KeyId = Gateway.Acme }, RejectionReason.NotDecryptable);
        await AssertAsync(wrong = wrong with { OaepHash = null }, RejectionReason.Expired);
        await AssertAsync(wrong = wrong with { Claims = new JsonObject { ["body_sha256"] = "x" } }, RejectionReason.WrongCredentials);
        await AssertAsync(wrong = wrong with { Pass = acme.Pass }, RejectionReason.WrongBodyHash);
        var right = (await gateway.SealAsync(wrong with { Claims = null })).Text;
        Expected.LetIn(await gateway.SendAsync(right));
        gateway.AssertRefused(await gateway.SendAsync(right), RejectionReason.UsedToken);
    }

    private async Task AssertAsync(SealedOrder order, RejectionReason reason) => gateway.AssertRefused(await gateway.CallAsync(order), reason);
}
