using System.Numerics;

namespace BotGateway.KeyVault;

/// <summary>
/// Detects moduli of the Infineon library of CVE-2017-15361 (Nemec et al., "The Return of Coppersmith's Attack", ACM CCS 2017). Its primes are
/// k * M + (65537^a mod M), where M is the product of at least the first 39 primes. So the product of two of them is also a power of 65537 modulo M,
/// which is true of other numbers with a probability of about 2^-150.
/// </summary>
internal static class RocaFingerprint
{
    private const int Generator = 65537;

    private static readonly int[] FirstPrimes = [.. Enumerable.Range(2, 166).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0))];

    /// <summary>Whether the modulus is a power of 65537 modulo M.</summary>
    public static bool IsOn(BigInteger modulus)
    {
        // If the exponent exists, it is known modulo the order of 65537 for each prime (found by trying: no order is above 166), and these must agree.
        // "All exponents that agree so far" are first + i * step; step stays below 2^62, the order of 65537 modulo M.
        (long first, long step) = (0, 1);
        foreach (var prime in FirstPrimes)
        {
            var powers = PowersModulo(prime);
            var exponent = powers.IndexOf((int)(modulus % prime));
            if (exponent < 0)
                return false;

            var order = powers.Count;
            var agreeing = 0;
            while (agreeing < order && ((first % order) + (agreeing * (step % order))) % order != exponent)
                agreeing++;
            if (agreeing == order)
                return false;
            first += agreeing * step;
            step = step / (long)BigInteger.GreatestCommonDivisor(step, order) * order;
        }

        return true;
    }

    /// <summary>1, 65537, 65537^2 and so on, until they repeat.</summary>
    private static List<int> PowersModulo(int prime)
    {
        List<int> powers = [];
        for (var power = 1 % prime; !powers.Contains(power); power = power * (Generator % prime) % prime)
            powers.Add(power);
        return powers;
    }
}
