using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace BotGateway.Http;

/// <summary>Reads integers in JSON, where 1, 1.0, 1e0 and 10e-1 are the same number (RFC 8259, section 6).</summary>
internal static class WholeNumber
{
    // The number of digits of the largest long.
    private const int MostDigits = 19;

    /// <summary>Reads an integer in any form, digit by digit, because double and decimal round: 1.0000000000000000001 is not an integer.</summary>
    public static bool TryGetWhole(this JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            && (value.TryGetInt64(out number) || TryRead(Encoding.ASCII.GetString(JsonMarshal.GetRawUtf8Value(value)), out number));
    }

    // The value is 'digits' times ten to the power of 'scale'.
    private static bool TryRead(string text, out long number)
    {
        var (mantissa, exponent) = Cut(text, 'e', 'E');
        var (integer, fraction) = Cut(mantissa.TrimStart('-'), '.');
        var significant = (integer + fraction).TrimStart('0');
        var digits = significant.TrimEnd('0');
        number = 0;
        if (digits.Length == 0)
            return true;
        // An exponent beyond an int never gives a long: no request is large enough to hold the digits to offset it.
        if (!int.TryParse(exponent.Length == 0 ? "0" : exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
            return false;

        var scale = (long)power - fraction.Length + (significant.Length - digits.Length);
        return scale >= 0 && digits.Length + scale <= MostDigits
            && long.TryParse(
                (text[0] == '-' ? "-" : "") + digits + new string('0', (int)scale),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out number);
    }

    private static (string Before, string After) Cut(string text, params ReadOnlySpan<char> separators) =>
        text.AsSpan().IndexOfAny(separators) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, "");
}
