using System.ComponentModel;
using System.Globalization;

namespace BotGateway.Authentication;

/// <summary>
/// Reads the setting by its three words, in any case. Anything else, numbers among them, becomes a value that <see cref="AuthOptions.Validate"/>
/// refuses by the setting's name.
/// </summary>
internal sealed class ReplayProtectionConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    /// <inheritdoc/>
    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        Enum.GetNames<ReplayProtection>().Contains((string)value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<ReplayProtection>((string)value, ignoreCase: true)
            : (ReplayProtection)(-1);
}
