using System.Net;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.Vault;

/// <summary>
/// Key Vault's REST API for keys (get, list versions, decrypt) at https://local.vault.azure.net, without a socket: it is the transport of the Key Vault
/// client. It reads from disk each time; <see cref="KeyStore"/> writes.
/// </summary>
/// <param name="faults">Faults for tests; none if null.</param>
public sealed class LocalVault(string dataDirectory, TimeProvider clock, Faults? faults = null) : SimulatedService(faults)
{
    /// <summary>The only vault. Its host passes the client's check of the challenge's resource.</summary>
    public static readonly Uri Address = new("https://local.vault.azure.net/");

    // Those of KeyClientOptions.ServiceVersion in Azure.Security.KeyVault.Keys 4.9.0.
    private static readonly string[] ApiVersions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"];

    private readonly KeyStore _keys = new(dataDirectory, clock);

    /// <summary>The credential whose token this vault accepts.</summary>
    public LocalCredential Credential { get; } = new();

    /// <inheritdoc/>
    protected override string OperationOf(HttpRequestMessage request) =>
        request.Headers.Authorization is null ? "challenge" : VaultRoute.Of(request).Operation;

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The request is for another host.</exception>
    protected override async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        if (uri.GetLeftPart(UriPartial.Authority) != Address.GetLeftPart(UriPartial.Authority))
            throw new HttpRequestException(HttpRequestError.NameResolutionError, $"The local vault does not serve {uri.Host}.");
        if (request.Headers.Authorization is not { Scheme: "Bearer" } authorization)
            return VaultError.Unauthorized("AKV10000: Request is missing a Bearer or PoP token.");
        if (!Credential.Accepts(LocalCredential.Vault, authorization.Parameter))
            return VaultError.Unauthorized("The token is not one that this vault's credential gave.");

        var version = QueryHelpers.ParseQuery(uri.Query).GetValueOrDefault("api-version").ToString();
        if (version.Length == 0)
            return VaultError.BadParameter("api-version must be specified");
        if (!ApiVersions.Contains(version))
        {
            return VaultError.BadParameter(
                $"The specified version ({version}) is not recognized. Consider using the latest supported version ({ApiVersions[^1]}).");
        }

        var route = VaultRoute.Of(request);
        return route.Operation switch
        {
            VaultRoute.ListVersions => VersionPage.Of(route.Name, _keys.Versions(route.Name), uri),
            VaultRoute.GetKey => Find(route) is { } key ? Answer.Json(HttpStatusCode.OK, KeyDocument.Of(key)) : NotFound(route),
            VaultRoute.Decrypt => Find(route) is { } key ? Decryption.Run(key, await BodyOf(request, cancellationToken)) : NotFound(route),
            _ => VaultError.NotPermitted(),
        };
    }

    private KeyVersion? Find(VaultRoute route) => _keys.Versions(route.Name)
        .FirstOrDefault(key => route.Version.Length == 0 || key.Version.Equals(route.Version, StringComparison.OrdinalIgnoreCase));

    private static HttpResponseMessage NotFound(VaultRoute route) =>
        VaultError.KeyNotFound(route.Version.Length == 0 ? route.Name : $"{route.Name}/{route.Version}");

    private static async Task<JsonElement?> BodyOf(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return request.Content is { } content ? JsonElement.Parse(await content.ReadAsByteArrayAsync(cancellationToken)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
