using System.Security.Cryptography;
using BotGateway.Authentication;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Authentication.Tokens;

public sealed class KeySizeTests(TableService tables, KeySizeTests.Keys keys) : IClassFixture<KeySizeTests.Keys>
{
    [Theory]
    [InlineData(2048, 3072)]
    [InlineData(3072, 2048)]
    [InlineData(2048, 4096)]
    [InlineData(4096, 4096)]
    public async Task Gateway_and_client_may_have_larger_keys(int gatewayBits, int clientBits)
    {
        if (clientBits > 3072)
            Thoroughness.Require("Making a key of 4096 bits takes seconds; 3072 bits are tested in every run.");
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        var store = new KeyStore(gateway.DataDirectory, TimeProvider.System);
        store.Add("gateway", keys[gatewayBits], KeyVersion.Decrypt);
        store.Add("client-default", keys[clientBits], KeyVersion.Verify);

        var answer = await gateway.CallAsync(gateway.Token() with
        {
            GatewayKey = keys[gatewayBits],
            ClientKey = keys[clientBits],
            BindsBody = true,
        });

        Expected.Authenticated(answer);
    }

    [Fact]
    public async Task A_client_key_of_1024_bits_is_refused()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        new KeyStore(gateway.DataDirectory, TimeProvider.System).Add("client-default", keys[1024], KeyVersion.Verify);

        var answer = await gateway.CallAsync(gateway.Token() with { ClientKey = keys[1024] });

        gateway.AssertUnauthorized(answer, RejectionReason.MalformedToken);
    }

    /// <summary>Keys that are slow to make, made once.</summary>
    public sealed class Keys : IDisposable
    {
        private readonly Dictionary<int, RSA> _bySize = [];

        public RSA this[int bits] => _bySize.TryGetValue(bits, out var key) ? key : _bySize[bits] = RSA.Create(bits);

        public void Dispose()
        {
            foreach (var key in _bySize.Values)
                key.Dispose();
        }
    }
}
