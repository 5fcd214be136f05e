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
            ["n"] = Number(numbers.Modulus),
            ["e"] = Number(numbers.Exponent),
            ["d"] = Number(numbers.D),
            ["p"] = Number(numbers.P),
            ["q"] = Number(numbers.Q),
            ["dp"] = Number(numbers.DP),
            ["dq"] = Number(numbers.DQ),
            ["qi"] = Number(numbers.InverseQ),
        });
    }

    // In as few bytes as possible (RFC 7518, section 2); .NET pads it to its key's length, which browsers refuse.
    private static string Number(byte[]? number) => Base64Url.EncodeToString(number.AsSpan().TrimStart((byte)0));

    /// <summary>Without the key, so that none gets into a log.</summary>
    public override string ToString() => Alg;
}
