using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>Keeps the last valid options if the configuration becomes invalid at runtime; at startup it is an error.</summary>
internal sealed partial class LastKnownGoodOptionsFactory<T>(
    IEnumerable<IConfigureOptions<T>> setups,
    IEnumerable<IPostConfigureOptions<T>> postConfigures,
    IEnumerable<IValidateOptions<T>> validations,
    ILogger<LastKnownGoodOptionsFactory<T>> logger) : IOptionsFactory<T>
    where T : class
{
    private readonly OptionsFactory<T> _factory = new(setups, postConfigures, validations);

    private volatile T? _last;

    /// <exception cref="OptionsValidationException">The first options are invalid.</exception>
    public T Create(string name)
    {
        try
        {
            return _last = _factory.Create(name);
        }
        catch (OptionsValidationException invalid) when (_last is not null)
        {
            LogInvalid(string.Join(' ', invalid.Failures));
            return _last;
        }
    }

    [LoggerMessage(80, LogLevel.Error, "The changed settings are invalid, so the previous ones stay in use: {Failures}")]
    private partial void LogInvalid(string failures);
}
