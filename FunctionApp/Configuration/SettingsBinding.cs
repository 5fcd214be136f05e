using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>Fills options from their section and checks them.</summary>
/// <typeparam name="T">The options.</typeparam>
/// <param name="section">The section.</param>
/// <param name="fill">Fills the options and returns a line for each setting that is wrong.</param>
/// <param name="validate">Checks what a single setting does not show, on options in which wrong ones have their defaults.</param>
internal sealed class SettingsBinding<T>(
    IConfigurationSection section, Func<T, IConfigurationSection, IReadOnlyList<string>> fill, Func<T, IEnumerable<string>> validate)
    : IConfigureOptions<T>, IValidateOptions<T>
    where T : class, new()
{
    public void Configure(T options) => fill(options, section);

    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> faults = [.. fill(new T(), section), .. validate(options)];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
