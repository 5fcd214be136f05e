using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using BotGateway.Tests.OpenAI;

namespace BotGateway.Tests.Compat.Vault;

/// <summary>The vault's first answer, and clients of a vault whose answers a test writes.</summary>
internal static class ScriptedVault
{
    public static readonly Uri Address = new("https://local.vault.azure.net");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Challenge(string resource = "https://vault.azure.net") => ScriptedService.Json(
        401, "{}", ("WWW-Authenticate", $"Bearer authorization=\"https://login.microsoftonline.com/some-tenant\", resource=\"{resource}\""));

    /// <param name="asked">Gets what tokens were asked for.</param>
    public static KeyClient Client(ScriptedService service, List<TokenRequestContext>? asked = null, Uri? address = null, bool disableVerification = false)
    {
        var credential = DelegatedTokenCredential.Create((context, _) =>
        {
            asked?.Add(context);
            return new AccessToken("the-token", DateTimeOffset.UtcNow.AddHours(1));
        });
        return new KeyClient(address ?? Address, credential, new KeyClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(service)),
            DisableChallengeResourceVerification = disableVerification,
            Retry = { MaxRetries = 0 },
        });
    }
}
