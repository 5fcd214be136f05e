using System.Buffers.Text;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.WebConsole;

/// <summary>A private key as WebCrypto imports it (RFC 7517, RFC 7518).</summary>
internal sealed record SigningKey(string Alg, IReadOnlyDictionary<string, object> Jwk)
{
    private const string Algorithm = "RS256";
    private static readonly string[] Operations = ["sign"];

    /// <returns>Null if there is no such file: the client's owner holds the key elsewhere.</returns>
    public static SigningKey? Read(string pemFile)
    {
        if (!File.Exists(pemFile))
            return null;
        using var key = RsaPem.Read(pemFile);
        var numbers = key.ExportParameters(includePrivateParameters: true);
        return new(Algorithm, new Dictionary<string, object>
        {
            ["kty"] = "RSA",
            ["alg"] = Algorithm,
            ["key_ops"] = Operations,
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            ["d"] = Base64Url.EncodeToString(numbers.D),
            ["p"] = Base64Url.EncodeToString(numbers.P),
            ["q"] = Base64Url.EncodeToString(numbers.Q),
            ["dp"] = Base64Url.EncodeToString(numbers.DP),
            ["dq"] = Base64Url.EncodeToString(numbers.DQ),
            ["qi"] = Base64Url.EncodeToString(numbers.InverseQ),
        });
    }

    /// <summary>Without the key, so that none gets into a log.</summary>
    public override string ToString() => Alg;
}
