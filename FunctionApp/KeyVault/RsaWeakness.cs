using System.Numerics;

namespace BotGateway.KeyVault;

/// <summary>Detects RSA keys that others could forge signatures for.</summary>
internal static class RsaWeakness
{
    private const int LeastBits = 2048;
    private const int MostBits = 4096;

    // NIST SP 800-89, section 5.3.3: a modulus has no factor smaller than this.
    private const int LeastFactor = 752;

    /// <returns>The problem, to follow "the key"; null if there is none.</returns>
    public static string? Of(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var e = new BigInteger(exponent, isUnsigned: true, isBigEndian: true);
        if (n.GetBitLength() is < LeastBits or > MostBits)
            return $"has an RSA modulus of {n.GetBitLength()} bits; {LeastBits} to {MostBits} are allowed";
        // FIPS 186-5, appendix A.1.1.
        if (e.IsEven || e.GetBitLength() is < 17 or > 256)
            return "has an RSA public exponent that is not an odd number between 2^16 and 2^256; use 65537";
        if (n.IsEven)
            return "has an even RSA modulus";
        if (OddNumbersBelow(LeastFactor).Any(factor => n % factor == 0))
            return $"has an RSA modulus with a factor smaller than {LeastFactor}";
        return RocaFingerprint.IsOn(n) ? "has the ROCA fingerprint (CVE-2017-15361): its private key can be computed from it" : null;
    }

    private static IEnumerable<int> OddNumbersBelow(int limit) => Enumerable.Range(1, (limit / 2) - 1).Select(i => (2 * i) + 1);
}
