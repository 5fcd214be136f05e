using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>The settings <c>Logging__*</c>; the host's logging reads them first and throws at the first invalid one.</summary>
internal static class LogLevelSettings
{
    private const string Section = "Logging";
    private const string Levels = "LogLevel";

    /// <exception cref="OptionsValidationException">One line for each invalid setting.</exception>
    public static void ThrowIfWrong(IConfiguration configuration)
    {
        var logging = configuration.GetSection(Section);
        var type = new SettingType(typeof(LogLevel), range: null);
        List<string> faults =
        [
            .. from levels in logging.GetChildren().Select(provider => provider.GetSection(Levels)).Prepend(logging.GetSection(Levels))
               from level in levels.GetChildren()
               where level.Value is { Length: > 0 } text && !type.TryRead(text, out _)
               select $"Setting '{SettingName.Of(level.Path)}' must be {type.Expected}.",
        ];
        if (faults.Count > 0)
            throw new OptionsValidationException(Section, typeof(LoggerFilterOptions), faults);
    }
}
