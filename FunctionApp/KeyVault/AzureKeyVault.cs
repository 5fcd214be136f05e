using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using BotGateway.Http;
using BotGateway.Telemetry;
using Microsoft.Extensions.Logging;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;

namespace BotGateway.KeyVault;

internal sealed partial class AzureKeyVault(KeyClient keys, GatewayMetrics metrics, TimeProvider clock, ILogger<AzureKeyVault> logger) : IVault
{
    private const string GatewayKey = "gateway";

    // Requests try so many versions of a client's key; older ones need not be read.
    private const int Needed = 2;

    // A version's key never changes (its attributes do, and come from the list each time), so it is read once.
    private readonly ConcurrentDictionary<Uri, JsonWebKey?> _publicParts = new();

    private readonly ILogger _logger = logger;

    // Made by the key client, so they do everything in the vault and never fetch the key.
    private readonly ConcurrentDictionary<string, CryptographyClient> _gateway = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<ClientKey>> ReadClientKeysAsync(string clientId, TimeSpan horizon, CancellationToken cancellationToken) =>
        AskAsync(() => SelectAsync(clientId, horizon, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<KeyVersion>> ReadGatewayVersionsAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<KeyVersion>>(
        async () => [.. (await ListAsync(GatewayKey, cancellationToken)).Select(VersionOf)], cancellationToken);

    public Task<byte[]?> DecryptAsync(string version, byte[] ciphertext, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var key = _gateway.GetOrAdd(version, _ => keys.GetCryptographyClient(GatewayKey, version));
            try
            {
                var decrypted = await CallAsync("decrypt", () => key.DecryptAsync(EncryptionAlgorithm.RsaOaep256, ciphertext, cancellationToken));
                return (byte[]?)decrypted.Plaintext;
            }
            catch (RequestFailedException e) when (e.Status == 400)
            {
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 403 or 404)
            {
                throw new UnusableVersionException(e);
            }
        },
        cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        AskAsync(() => CallAsync("get_key", () => keys.GetKeyAsync(GatewayKey, cancellationToken: cancellationToken)), cancellationToken);

    private async Task<IReadOnlyList<ClientKey>> SelectAsync(string clientId, TimeSpan horizon, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var end = now + horizon;
        var found = new List<ClientKey>();
        var versions = await ListAsync($"client-{clientId}", cancellationToken);
        foreach (var properties in versions)
        {
            var version = VersionOf(properties);
            if (!version.IsUsableWithin(now, end))
                continue;
            try
            {
                found.Add(new ClientKey(version, await ReadPublicPartAsync(clientId, properties, cancellationToken)));
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Deleted since it was listed.
            }

            if (found.Count(key => key.IsUsableAt(now) && key.IsUsableAt(end)) == Needed)
                break;
        }

        // A key that cannot be used now is not the same as none.
        if (found.Count == 0 && versions.Select(VersionOf).OrderByDescending(version => version.IsUsableWithin(now, DateTimeOffset.MaxValue)).FirstOrDefault() is { } other)
            found.Add(new ClientKey(other, Key: null));
        return found;
    }

    private async Task<JsonWebKey?> ReadPublicPartAsync(string clientId, KeyProperties version, CancellationToken cancellationToken)
    {
        if (_publicParts.TryGetValue(version.Id, out var known))
            return known;

        KeyVaultKey key = await CallAsync("get_key", () => keys.GetKeyAsync(version.Name, version.Version, cancellationToken));
        var (publicPart, refusal) = PublicPart.Of(key);
        if (_publicParts.TryAdd(version.Id, publicPart) && refusal is not null)
            LogRefusedKey(clientId, version.Version, refusal);
        return _publicParts[version.Id];
    }

    // Newest first. The vault lists in no order, and tells the time of creation to the second: the id makes the order of equal ones stay.
    private async Task<List<KeyProperties>> ListAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var versions = await CallAsync(
                "list_versions", async () => await keys.GetPropertiesOfKeyVersionsAsync(name, cancellationToken).ToListAsync(cancellationToken));
            return [.. versions.OrderByDescending(version => version.CreatedOn).ThenBy(version => version.Version, StringComparer.Ordinal)];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }

    private static KeyVersion VersionOf(KeyProperties version) =>
        new(version.Version, version.Enabled ?? true, version.NotBefore, version.ExpiresOn);

    private Task<T> CallAsync<T>(string operation, Func<Task<T>> call) => Tracing.CallAsync($"vault {operation}", async _ =>
    {
        try
        {
            var result = await call();
            metrics.CountVaultCall(operation, failure: null);
            return result;
        }
        catch (Exception e)
        {
            metrics.CountVaultCall(operation, e);
            throw;
        }
    });

    private static async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question();
        }
        catch (Exception e) when (IsOutage(e, cancellationToken))
        {
            throw VaultProblem.Unavailable(e);
        }
    }

    // A 403 or a missing gateway key is the gateway's own misconfiguration: callers must never take it for invalid credentials.
    // The JSON is invalid if a proxy answers instead of the vault.
    private static bool IsOutage(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && (e is JsonException || BrokenConnection.IsOutage(e));

    [LoggerMessage(1, LogLevel.Warning, "Client {Client} cannot use version {Version} of its key: the key {Reason}.")]
    private partial void LogRefusedKey(string client, string version, string reason);
}
