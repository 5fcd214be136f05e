using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using BotGateway.Authentication;
using BotGateway.KeyVault;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.Documents;
using BotGateway.Tests.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Microsoft.IdentityModel.Tokens.JsonWebKey;
using KeyVersion = BotGateway.LocalHost.Vault.KeyVersion;

namespace BotGateway.Tests.Wycheproof;

/// <summary>The gateway's cryptography against vectors that were made to find faults in it: what is valid is taken, all else refused.</summary>
public sealed class WycheproofTests(ITestOutputHelper output)
{
    private const string Pkcs1 = "RSASSA-PKCS1-v1_5 rsassa_pkcs1_verify_schema_v1.json";
    private const string Pss = "RSASSA-PSS rsassa_pss_verify_schema_v1.json";
    private const string Ecdsa = "ECDSA ecdsa_p1363_verify_schema_v1.json";
    private const string Oaep = "RSAES-OAEP rsaes_oaep_decrypt_schema_v1.json";

    private static readonly Signatures Signatures = new();

    [Fact]
    public void Every_file_is_of_a_kind_that_is_tested_here() =>
        Assert.Equal(new[] { Ecdsa, Oaep, Pss, Pkcs1 }.Order(), Vector.All.Select(vector => vector.Kind).Distinct().Order());

    [Fact]
    public void Signatures_of_encrypted_tokens_and_of_RS256() => Check(Pkcs1, vector =>
    {
        Require(vector, ("sha", "SHA-256"));
        return Verify(vector, RsaKey(vector), SecurityAlgorithms.RsaSha256);
    });

    [Fact]
    public void Signatures_of_PS256() => Check(Pss, vector =>
    {
        Require(vector, ("sha", "SHA-256"), ("mgf", "MGF1"), ("mgfSha", "SHA-256"), ("sLen", "32"));
        return Verify(vector, RsaKey(vector), SecurityAlgorithms.RsaSsaPssSha256);
    });

    [Fact]
    public void Signatures_of_ES256() => Check(Ecdsa, vector =>
    {
        Require(vector, ("sha", "SHA-256"));
        return Verify(vector, CurveKey(vector), SecurityAlgorithms.EcdsaSha256);
    });

    [Fact]
    public async Task Decryption_in_the_local_vault()
    {
        // .NET's OAEP knows no label, and the protocol has none.
        var vectors = Vector.Of(Oaep).ToLookup(vector => vector.HasLabel);
        output.WriteLine($"{vectors[true].Count()} vectors with a label are left out.");
        using var vault = new DecryptingVault();
        foreach (var vector in vectors[false])
        {
            Require(vector, ("sha", "SHA-256"), ("mgf", "MGF1"), ("mgfSha", "SHA-256"));
            var plaintext = await vault.DecryptAsync(vector.Parameter("privateKeyPem"), vector.Bytes("ct"));

            Assert.True(plaintext is not null == (vector.Result == "valid"), vector.ToString());
            if (plaintext is not null)
                Assert.Equal(vector.Bytes("msg"), plaintext);
        }
    }

    private void Check(string kind, Func<Vector, bool> verify)
    {
        var wrong = new List<string>();
        foreach (var vector in Vector.Of(kind))
        {
            var isTaken = verify(vector);
            if (vector.Result == "acceptable")
                output.WriteLine($"Left to whoever reads it, and refused: {vector}");
            if (isTaken != (vector.Result == "valid"))
                wrong.Add(vector.ToString());
        }

        Assert.Empty(wrong);
    }

    private static bool Verify(Vector vector, JsonWebKey key, string algorithm) =>
        Signatures.Verify(key, algorithm, vector.Bytes("msg"), vector.Bytes("sig"));

    // Another hash or another salt is another algorithm, and none of the gateway's.
    private static void Require(Vector vector, params (string Name, string Value)[] parameters) =>
        Assert.All(parameters, parameter => Assert.True(parameter.Value == vector.Parameter(parameter.Name), $"Not of the gateway's: {vector}"));

    private static JsonWebKey RsaKey(Vector vector)
    {
        using var key = RSA.Create();
        key.ImportFromPem(vector.Parameter("publicKeyPem"));
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonWebKey { Kty = "RSA", N = Base64UrlEncoder.Encode(parameters.Modulus), E = Base64UrlEncoder.Encode(parameters.Exponent) };
    }

    private static JsonWebKey CurveKey(Vector vector)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(vector.Parameter("publicKeyPem"));
        Assert.True(key.KeySize == 256, $"Not of the gateway's: {vector}");
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey { Kty = "EC", Crv = "P-256", X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) };
    }

    /// <summary>The gateway's vault over the local vault's REST protocol, a version of its key for each private key that comes.</summary>
    private sealed class DecryptingVault : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();
        private readonly Dictionary<string, string> _versions = [];
        private readonly AzureKeyVault _vault;

        public DecryptingVault()
        {
            var local = new LocalVault(_directory.Path, TimeProvider.System);
            var options = new KeyClientOptions { Transport = new HttpClientTransport(new HttpClient(local)) };
            _vault = new AzureKeyVault(new KeyClient(LocalVault.Address, local.Credential, options), UnheardMetrics.Instance, TimeProvider.System, NullLogger<AzureKeyVault>.Instance);
        }

        public Task<byte[]?> DecryptAsync(string pem, byte[] ciphertext)
        {
            if (!_versions.TryGetValue(pem, out var version))
            {
                using var key = RSA.Create();
                key.ImportFromPem(pem);
                _versions[pem] = version = new KeyStore(_directory.Path, TimeProvider.System).Add("gateway", key, KeyVersion.Decrypt).Version;
            }

            return _vault.DecryptAsync(version, ciphertext, TestContext.Current.CancellationToken);
        }

        public void Dispose() => _directory.Dispose();
    }

    /// <summary>One of Project Wycheproof's test vectors, which are in Vectors/ with their licence.</summary>
    /// <param name="Kind">Its file's algorithm and schema, which say how it is to be read.</param>
    private sealed record Vector(string File, string Kind, JsonElement Group, JsonElement Test)
    {
        public static IReadOnlyList<Vector> All { get; } =
        [
            .. from path in Directory.EnumerateFiles(Repository.PathOf("FunctionApp.Tests/Wycheproof/Vectors"), "*_test.json").Order(StringComparer.Ordinal)
               let file = JsonElement.Parse(System.IO.File.ReadAllBytes(path))
               from vectors in file.GetProperty("testGroups").EnumerateArray()
               from test in vectors.GetProperty("tests").EnumerateArray()
               select new Vector(Path.GetFileName(path), $"{file.GetProperty("algorithm")} {file.GetProperty("schema")}", vectors, test),
        ];

        /// <summary>The vectors of a kind, none of which may be missing.</summary>
        public static List<Vector> Of(string kind)
        {
            List<Vector> vectors = [.. All.Where(vector => vector.Kind == kind)];
            Assert.NotEmpty(vectors);
            return vectors;
        }

        public string Result => Test.GetProperty("result").GetString()!;

        public bool HasLabel => Test.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "EncryptionWithLabel");

        public byte[] Bytes(string name) => Convert.FromHexString(Test.GetProperty(name).GetString()!);

        /// <summary>A parameter of the algorithm that all vectors of the group share.</summary>
        public string Parameter(string name) => Group.GetProperty(name).ToString();

        public override string ToString() => $"{File} {Test.GetProperty("tcId")} ({Result}: {Test.GetProperty("comment").GetString()} {Test.GetProperty("flags")})";
    }
}
