using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>
/// Makes options anew when the configuration changes while the app runs. Where they are wrong then, the app goes on with the last right ones;
/// only at the start does it give up.
/// </summary>
internal sealed partial class LastKnownGoodOptionsFactory<T>(
    IEnumerable<IConfigureOptions<T>> setups,
    IEnumerable<IPostConfigureOptions<T>> postConfigures,
    IEnumerable<IValidateOptions<T>> validations,
    ILogger<LastKnownGoodOptionsFactory<T>> logger) : IOptionsFactory<T>
    where T : class
{
    private readonly OptionsFactory<T> _factory = new(setups, postConfigures, validations);

    private volatile T? _last;

    /// <exception cref="OptionsValidationException">The first ones are wrong.</exception>
    public T Create(string name)
    {
        try
        {
            return _last = _factory.Create(name);
        }
        catch (OptionsValidationException wrong) when (_last is not null)
        {
            LogRefused(string.Join(' ', wrong.Failures));
            return _last;
        }
    }

    [LoggerMessage(80, LogLevel.Error, "Settings have changed and are wrong; those from before stay in use: {Failures}")]
    private partial void LogRefused(string failures);
}
