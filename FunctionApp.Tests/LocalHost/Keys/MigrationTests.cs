using System.Security.Cryptography;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.LocalHost.Keys;

/// <summary>What docs/migration.md has an operator do, rehearsed: a client of the old service calls with its unchanged program.</summary>
public sealed class MigrationTests(TableService tables) : IDisposable
{
    private static readonly RSA OldGatewayKey = GatewayKeys.Rsa();
    private static readonly RSA OldClientKey = RSA.Create(2048);

    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _oldService = new();

    [Theory]
    [InlineData("default", null)] // The old clients sent no key_id.
    [InlineData("acme", "acme")]
    public async Task With_the_old_keys_imported_it_is_authenticated(string name, string? keyId)
    {
        await ImportAsync(name);
        await using var app = await StartAsync();

        Assert.Equal((200, """{"status":200,"event":"check_credentials","auth":true}"""), await CallAsync(app, OldClientKey, keyId));
    }

    [Fact]
    public async Task It_changes_over_to_a_pair_of_its_own_at_its_own_time()
    {
        await ImportAsync("acme");
        await KeysFixture.RunAsync(_data.Path, "rotate", "acme");
        using var newKey = RSA.Create();
        newKey.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(_data.Path, "keys", "client-acme-private.pem"), TestContext.Current.CancellationToken));

        await using (var both = await StartAsync())
        {
            Assert.Equal(200, (await CallAsync(both, OldClientKey, "acme")).Status);
            Assert.Equal(200, (await CallAsync(both, newKey, "acme")).Status);
        }

        File.Delete(Path.Combine(_data.Path, "keys", "client-acme-public.pem"));
        await using var one = await StartAsync();
        Assert.Equal(401, (await CallAsync(one, OldClientKey, "acme")).Status);
        Assert.Equal(200, (await CallAsync(one, newKey, "acme")).Status);
    }

    // LocalHost has made the client default a pair of its own before anything is imported.
    [Fact]
    public async Task A_rotation_that_puts_an_imported_key_out_of_use_says_so()
    {
        await ImportAsync("default");

        var output = await KeysFixture.RunAsync(_data.Path, "rotate", "default");

        Assert.Contains(
            $"No longer in use, because they are older: the imported public key ({Path.Combine(_data.Path, "keys", "client-default-public.pem")}).",
            output,
            StringComparison.Ordinal);
        await using var app = await StartAsync();
        Assert.Equal(401, (await CallAsync(app, OldClientKey, keyId: null)).Status);
    }

    [Fact]
    public async Task Disabled_it_is_shut_out()
    {
        await ImportAsync("acme");
        await KeysFixture.RunAsync(_data.Path, "disable", "acme");
        await using var app = await StartAsync();

        Assert.Equal(401, (await CallAsync(app, OldClientKey, "acme")).Status);
    }

    [Theory]
    [InlineData("gateway", "client-public.pem", "needs the previous service's private key")]
    [InlineData("acme", "gateway-private.pem", "openssl pkey")]
    [InlineData("acme", "missing.pem", "There is no file")]
    [InlineData("acme", "text.pem", "no unencrypted RSA key in PEM")]
    [InlineData("acme", "weak.pem", "2048 to 4096")]
    [InlineData("acme", "exponent3.pem", "has an RSA public exponent")]
    [InlineData("gateway", "exponent3.pem", "has an RSA public exponent")]
    [InlineData("Acme", "client-public.pem", "cannot be a client's name")]
    public async Task Another_file_is_refused_with_what_it_takes(string name, string file, string expected)
    {
        WriteFiles();

        var error = await Assert.ThrowsAsync<StartupException>(
            () => KeysFixture.RunAsync(_data.Path, "import", name, "--pem", Path.Combine(_oldService.Path, file), "--user", "u", "--pass", "p"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data.Path, "keys", "clients.json")));
    }

    public void Dispose()
    {
        _oldService.Dispose();
        _data.Dispose();
    }

    private async Task ImportAsync(string name)
    {
        WriteFiles();
        GatewayKeys.WriteTo(_data.Path);
        await KeysFixture.RunAsync(_data.Path, "import", "gateway", "--pem", Path.Combine(_oldService.Path, "gateway-private.pem"));
        if (name != "default")
            Directory.Delete(Path.Combine(_data.Path, "vault", $"client-{name}"), recursive: true);
        await KeysFixture.RunAsync(
            _data.Path, "import", name, "--pem", Path.Combine(_oldService.Path, "client-public.pem"), "--credentials", GatewayCredentials.Derive("old-user", "old-pass"));
    }

    // As openssl made them for the old service: PKCS#1 for the private key, SubjectPublicKeyInfo for the public one.
    private void WriteFiles()
    {
        using var weak = RSA.Create(1024);
        using var exponent3 = RSA.Create(new RSAParameters { Modulus = OldClientKey.ExportParameters(false).Modulus, Exponent = [3] });
        Write("exponent3.pem", exponent3.ExportSubjectPublicKeyInfoPem());
        Write("gateway-private.pem", OldGatewayKey.ExportRSAPrivateKeyPem());
        Write("client-public.pem", OldClientKey.ExportSubjectPublicKeyInfoPem());
        Write("weak.pem", weak.ExportSubjectPublicKeyInfoPem());
        Write("text.pem", "no key");

        void Write(string name, string text) => File.WriteAllText(Path.Combine(_oldService.Path, name), text);
    }

    private Task<LocalApp> StartAsync() => LocalApp.StartAsync(
        new LocalOptions { DataDirectory = _data.Path, RunsTimers = false, TablesConnectionString = tables.NewConnectionString() },
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<(int Status, string Body)> CallAsync(LocalApp app, RSA clientKey, string? keyId)
    {
        var request = new TokenSpec
        {
            GatewayKey = OldGatewayKey,
            ClientKey = clientKey,
            User = "old-user",
            Pass = "old-pass",
            KeyId = keyId,
            Now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        }.Encrypt();
        using var http = new HttpClient { BaseAddress = app.Address };
        var answer = await http.SendRequestAsync(request.Text, TestContext.Current.CancellationToken);
        return (answer.Status, answer.Body);
    }
}
