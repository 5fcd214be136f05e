using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace BotGateway.Configuration;

/// <summary>Parses a setting as the type of its property and describes the expected format.</summary>
internal sealed class SettingType(Type declared, RangeAttribute? range)
{
    // Not a URL, so that the options' own validation rejects it with an example.
    private static readonly Uri NoAddress = new("", UriKind.Relative);

    private readonly Type _type = Nullable.GetUnderlyingType(declared) ?? declared;

    public string Expected => _type == typeof(bool) ? "true or false"
        : _type.IsEnum ? Words(Enum.GetNames(_type))
        : $"{(_type == typeof(int) ? "an integer" : "a number")}{Limits()}";

    public bool TryRead(string text, out object? value) =>
        TryParse(text, out value) && (value is null || range is null || range.IsValid(value));

    private bool TryParse(string text, out object? value)
    {
        if (text.Length == 0 && Nullable.GetUnderlyingType(declared) is not null)
        {
            value = null;
            return true;
        }

        (var isRead, value) = Parse(text);
        return isRead;
    }

    private (bool IsRead, object? Value) Parse(string text)
    {
        if (_type == typeof(string))
            return (true, text);
        if (_type == typeof(Uri))
            return (true, text.Length == 0 ? null : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) ? address : NoAddress);
        if (_type == typeof(bool))
            return (bool.TryParse(text, out var truth), truth);
        if (_type == typeof(int))
            return (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole), whole);
        if (_type == typeof(double))
            return (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number), number);
        if (_type.IsEnum)
            return ParseWord(text);
        throw new NotSupportedException($"Settings of type {declared} cannot be read.");
    }

    // By name only: Enum.Parse also accepts numbers and lists.
    private (bool IsRead, object? Value) ParseWord(string text) =>
        Enum.GetNames(_type).FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } word
            ? (true, Enum.Parse(_type, word))
            : (false, null);

    private string Limits() => range switch
    {
        null => "",
        { Maximum: int.MaxValue or double.MaxValue } => FormattableString.Invariant($" of at least {range.Minimum}"),
        _ => FormattableString.Invariant($" from {range.Minimum} to {range.Maximum}"),
    };

    private static string Words(string[] names)
    {
        var words = Array.ConvertAll(names, name => name.ToLowerInvariant());
        return $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }
}
