using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Configuration;

/// <summary>
/// Binds a section to options. Unlike the configuration binder, it reports all invalid values, by the names that operators use, and accepts only the
/// documented number formats.
/// </summary>
internal static class SettingReader
{
    // What Azure returns instead of a value that it could not fetch.
    private const string Reference = "@Microsoft.KeyVault(";

    /// <summary>Sets each property whose setting is present and valid; the others keep their defaults.</summary>
    public static IReadOnlyList<string> Fill(object options, IConfiguration section)
    {
        var faults = new List<string>();
        foreach (var property in options.GetType().GetProperties())
        {
            if (!property.CanWrite || section.GetSection(property.Name) is not { Value: { } text } setting)
                continue;

            var name = $"Setting '{SettingName.Of(setting.Path)}'";
            var type = new SettingType(property.PropertyType, (RangeAttribute?)Attribute.GetCustomAttribute(property, typeof(RangeAttribute)));
            if (text.StartsWith(Reference, StringComparison.OrdinalIgnoreCase))
                faults.Add($"{name} is a Key Vault reference that could not be resolved: the secret is missing, or the app's identity may not read it.");
            else if (type.TryRead(text, out var value))
                property.SetValue(options, value);
            else
                faults.Add($"{name} must be {type.Expected}.");
        }

        return faults;
    }
}
