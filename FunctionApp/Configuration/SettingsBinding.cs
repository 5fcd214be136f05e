using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

internal sealed class SettingsBinding<T>(
    IConfigurationSection section, Func<T, IConfigurationSection, IReadOnlyList<string>> fill, Func<T, IEnumerable<string>> validate)
    : IConfigureOptions<T>, IValidateOptions<T>
    where T : class, new()
{
    public IConfigurationSection Section => section;

    public void Configure(T options) => fill(options, section);

    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> faults = [.. fill(new T(), section), .. validate(options)];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    /// <summary>Validates the settings as they are, without a container.</summary>
    public IReadOnlyList<string> FindFaults()
    {
        var options = new T();
        return [.. fill(options, section), .. validate(options)];
    }
}
