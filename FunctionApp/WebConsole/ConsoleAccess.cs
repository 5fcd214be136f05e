using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.WebConsole;

/// <summary>Whether the operators' view is served at all.</summary>
internal sealed partial class ConsoleAccess(IOptionsMonitor<ConsoleOptions> options, IConfiguration configuration, ILogger<ConsoleAccess> logger)
{
    // App Service sets it, and removes the headers of its authentication from requests only while that is on. Without it, any request could contain them.
    internal const string AuthenticationSetting = "WEBSITE_AUTH_ENABLED";

    private int _isReported;

    public bool IsServed
    {
        get
        {
            if (!options.CurrentValue.Enabled)
                return false;
            if (bool.TryParse(configuration[AuthenticationSetting], out var isOn) && isOn)
                return true;
            if (Interlocked.Exchange(ref _isReported, 1) == 0)
                LogNoAuthentication();
            return false;
        }
    }

    [LoggerMessage(110, LogLevel.Warning, "Console__Enabled is true, but App Service authentication is off (WEBSITE_AUTH_ENABLED): the console is not served")]
    private partial void LogNoAuthentication();
}
