using System.Security.Cryptography;
using BotGateway.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace BotGateway.Tests.Authentication;

public sealed class SignaturesTests
{
    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    [InlineData(SecurityAlgorithms.EcdsaSha256)]
    public void A_key_that_is_kept_verifies_for_many_at_once(string algorithm)
    {
        var signatures = new Signatures();
        var (key, sign) = Make(algorithm);
        var data = Enumerable.Range(0, 64).Select(i => new[] { (byte)i }).ToArray();
        var signed = data.Select(sign).ToArray();

        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (own, other) = (i % 64, (i + 1) % 64);
            Assert.True(signatures.Verify(key, algorithm, data[own], signed[own]));
            Assert.False(signatures.Verify(key, algorithm, data[own], signed[other]));
        });
    }

    [Fact]
    public void Each_of_two_keys_verifies_its_own()
    {
        var signatures = new Signatures();
        var ((one, signOne), (two, signTwo)) = (Make(SecurityAlgorithms.RsaSha256), Make(SecurityAlgorithms.RsaSha256, GatewayKeys.Acme));

        for (var i = 0; i < 2; i++)
        {
            Assert.True(signatures.Verify(one, SecurityAlgorithms.RsaSha256, [1], signOne([1])));
            Assert.True(signatures.Verify(two, SecurityAlgorithms.RsaSha256, [1], signTwo([1])));
            Assert.False(signatures.Verify(one, SecurityAlgorithms.RsaSha256, [1], signTwo([1])));
        }
    }

    private static (JsonWebKey Key, Func<byte[], byte[]> Sign) Make(string algorithm, RSA? rsa = null)
    {
        if (algorithm == SecurityAlgorithms.EcdsaSha256)
        {
            var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = curve.ExportParameters(includePrivateParameters: false).Q;
            return (
                new JsonWebKey { Kty = "EC", Crv = "P-256", X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) },
                data => curve.SignData(data, HashAlgorithmName.SHA256));
        }

        rsa ??= GatewayKeys.Rsa();
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        var padding = algorithm == SecurityAlgorithms.RsaSsaPssSha256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return (
            new JsonWebKey { Kty = "RSA", N = Base64UrlEncoder.Encode(numbers.Modulus), E = Base64UrlEncoder.Encode(numbers.Exponent) },
            data => rsa.SignData(data, HashAlgorithmName.SHA256, padding));
    }
}
