using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.KeyVault;

public sealed class KeyFileTests : IDisposable
{
    private const string Version = "0123456789abcdef0123456789abcdef";

    private const string Written = """
        {
          "kty": "RSA",
          "key_ops": [
            "verify"
          ],
          "attributes": {
            "enabled": true,
            "nbf": "2026-11-01T00:00:00+00:00",
            "exp": null,
            "created": "2026-10-30T08:48:25.838097+00:00",
            "updated": "2026-10-30T08:48:25.838097+00:00"
          },
          "pem": "-----BEGIN PUBLIC KEY-----\nA\u002B/=\n-----END PUBLIC KEY-----"
        }
        """;

    private static readonly DateTimeOffset Now = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _data = new();

    [Fact]
    public async Task A_file_is_read_and_replaced_in_the_form_of_earlier_versions()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_data.Path, "vault", "acme")).FullName, $"{Version}.json");
        await File.WriteAllTextAsync(file, Written, TestContext.Current.CancellationToken);
        var store = new KeyStore(_data.Path, new FakeTimeProvider(Now));

        var key = Assert.Single(store.Versions("acme"));
        store.Disable(key);

        Assert.Equal(("RSA", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), null), (key.Type, key.NotBefore, key.Expires));
        Assert.Equal(
            Written.Replace("true", "false", StringComparison.Ordinal).Replace("\"updated\": \"2026-10-30T08:48:25.838097", "\"updated\": \"2026-11-02T00:00:00", StringComparison.Ordinal),
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _data.Dispose();
}
