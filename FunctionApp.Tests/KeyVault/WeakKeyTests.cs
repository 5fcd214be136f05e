using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Azure.Security.KeyVault.Keys;
using BotGateway.Authentication;
using BotGateway.KeyVault;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Logging;
using KeyVersion = BotGateway.LocalHost.Vault.KeyVersion;

namespace BotGateway.Tests.KeyVault;

/// <summary>Keys that somebody else than their owner might sign with.</summary>
public sealed class WeakKeyTests(TableService tables)
{
    private const string Exponent = "has an RSA public exponent that is not an odd number between 2^16 and 2^256; use 65537";

    private static readonly BigInteger Good = Modulus(GatewayKeys.Rsa());

    [Fact]
    public void An_ordinary_key_is_not_weak()
    {
        Assert.Null(WeaknessOf(Good));
        using var other = RSA.Create(3072);
        Assert.Null(WeaknessOf(Modulus(other)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("17")]
    [InlineData("65535")]
    [InlineData("65536")]
    [InlineData("65538")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639937")] // 2^256 + 1
    public void An_even_a_small_and_an_enormous_exponent_are_refused(string exponent) =>
        Assert.Equal(Exponent, WeaknessOf(Good, BigInteger.Parse(exponent, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("65537")]
    [InlineData("65539")]
    [InlineData("4294967297")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935")] // 2^256 - 1
    public void Another_odd_exponent_is_not_weak(string exponent) =>
        Assert.Null(WeaknessOf(Good, BigInteger.Parse(exponent, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2047)]
    [InlineData(4097)]
    public void A_modulus_of_another_size_is_refused(int bits) =>
        Assert.Equal($"has an RSA modulus of {bits} bits; 2048 to 4096 are allowed", WeaknessOf((BigInteger.One << (bits - 1)) + 1));

    [Fact]
    public void An_even_modulus_is_refused() => Assert.Equal("has an even RSA modulus", WeaknessOf(Good + 1));

    [Theory]
    [InlineData(3)]
    [InlineData(751)]
    public void A_modulus_with_a_small_factor_is_refused(int factor)
    {
        var modulus = Good - (Good % factor);
        if (modulus.IsEven)
            modulus += factor;

        Assert.Equal("has an RSA modulus with a factor smaller than 752", WeaknessOf(modulus));
    }

    // Two primes (k * M + 65537^a mod M) each, found by trying one k after the other: M is the product of the first 39 primes, as it is for small keys,
    // and of the first 126, as it is for those of 2048 bits.
    [Theory]
    [InlineData(39, 804, 42, 140)]
    [InlineData(126, 53, 28, 46)]
    public void A_modulus_of_the_ROCA_library_is_refused(int primes, int bits, int first, int second)
    {
        var product = Primes().Take(primes).Aggregate(BigInteger.One, (all, prime) => all * prime);
        var one = (((new BigInteger(3) << (bits - 1)) + first) * product) + BigInteger.ModPow(65537, 123456789, product);
        var two = (((new BigInteger(3) << (bits - 1)) + second) * product) + BigInteger.ModPow(65537, 987654321, product);
        Assert.All([one, two], prime => Assert.Equal(1, BigInteger.ModPow(2, prime - 1, prime)));

        Assert.Equal("has the ROCA fingerprint (CVE-2017-15361): its private key can be computed from it", WeaknessOf(one * two));
        Assert.NotEqual(WeaknessOf(one * two), WeaknessOf((one * two) + 2));
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        point.Y![31] ^= 1;
        var material = KeyModelFactory.JsonWebKey(KeyType.Ec, keyOps: [KeyOperation.Verify], curveName: KeyCurveName.P256, x: point.X, y: point.Y);

        Assert.Equal((null, "is not a valid public key"), PublicPart.Of(KeyModelFactory.KeyVaultKey(KeyModelFactory.KeyProperties(), material)));
    }

    [Fact]
    public async Task The_client_gets_the_usual_401_the_log_says_why_once_and_its_other_version_goes_on()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        using var weak = SmallExponent();
        var version = new KeyStore(gateway.DataDirectory, TimeProvider.System).Add("client-default", weak, KeyVersion.Verify);

        gateway.AssertUnauthorized(
            await gateway.CallAsync(gateway.Token() with { ClientKey = weak }), RejectionReason.WrongSignature);
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        gateway.Clock.Advance(TimeSpan.FromMinutes(6)); // It is listed again.
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));

        var line = Assert.Single(gateway.Log.Lines, line => line.Category.EndsWith("AzureKeyVault", StringComparison.Ordinal));
        Assert.Equal(
            (LogLevel.Warning, $"Client default cannot use version {version.Version} of its key: the key {Exponent}."), (line.Level, line.Text.Trim()));
    }

    /// <summary>An RSA key that works, with 17 as its public exponent: 65537 is not the only one that software makes.</summary>
    private static RSA SmallExponent()
    {
        for (var usual = GatewayKeys.Rsa(); ; usual = RSA.Create(2048))
        {
            using var made = usual;
            var numbers = usual.ExportParameters(includePrivateParameters: true);
            var (p, q) = (Number(numbers.P), Number(numbers.Q));
            var order = (p - 1) * (q - 1);
            if (order % 17 == 0)
                continue;
            var d = Enumerable.Range(1, 16).Select(i => (i * order) + 1).First(number => number % 17 == 0) / 17;
            numbers.Exponent = [17];
            numbers.D = Bytes(d, 256);
            numbers.DP = Bytes(d % (p - 1), 128);
            numbers.DQ = Bytes(d % (q - 1), 128);
            return RSA.Create(numbers);
        }
    }

    private static string? WeaknessOf(BigInteger modulus, BigInteger? exponent = null) => RsaWeakness.Of(
        modulus.ToByteArray(isUnsigned: true, isBigEndian: true), (exponent ?? 65537).ToByteArray(isUnsigned: true, isBigEndian: true));

    private static BigInteger Modulus(RSA key)
    {
        using (key)
            return Number(key.ExportParameters(includePrivateParameters: false).Modulus);
    }

    private static BigInteger Number(byte[]? bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }

    private static IEnumerable<int> Primes() => Enumerable.Range(2, 1000).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0));
}
