using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BotGateway.Tables;

/// <summary>
/// The ids that the gateway gives: a kind, an underscore, and a UUID version 7 (RFC 9562) in 32 lower-case hex digits, so that ids sort by age.
/// </summary>
internal static partial class EntityId
{
    public static string New(string kind, TimeProvider clock) => $"{kind}_{Guid.CreateVersion7(clock.GetUtcNow()):N}";

    /// <summary>The same id for the same arguments: a UUID version 7 whose random part is derived from the seed.</summary>
    public static string From(string kind, DateTimeOffset at, Guid seed, string name)
    {
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(id, bigEndian: true, out _);
        var random = HMACSHA256.HashData(seed.ToByteArray(), Encoding.UTF8.GetBytes($"{kind}:{name}"));
        // Behind the 48 bits of the time, and around version and variant (RFC 9562, section 5.7).
        for (var i = 6; i < id.Length; i++)
            id[i] = i switch { 6 => (byte)(0x70 | (random[i] & 0x0F)), 8 => (byte)(0x80 | (random[i] & 0x3F)), _ => random[i] };
        return $"{kind}_{new Guid(id, bigEndian: true):N}";
    }

    /// <summary>Whether a text can be an id that the gateway gave; only such a text may become part of a key.</summary>
    public static bool IsOf(string kind, string id) =>
        id.Length == kind.Length + 33 && id.StartsWith(kind, StringComparison.Ordinal) && Suffix().IsMatch(id.AsSpan(kind.Length));

    /// <summary>When an id was given, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(string id)
    {
        var time = long.Parse(id.AsSpan(id.LastIndexOf('_') + 1, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        // An id that the gateway did not give has any digits there.
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(time, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }

    [GeneratedRegex(@"\A_[0-9a-f]{32}\z")]
    private static partial Regex Suffix();
}
