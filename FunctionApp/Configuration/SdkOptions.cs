using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>
/// Puts the Azure SDKs' own options into the options pattern, so that the host of the gateway can configure them further (another transport, for example).
/// </summary>
internal static class SdkOptions
{
    /// <param name="create">Makes them: most have no constructor without parameters, which the options pattern asks for.</param>
    public static IServiceCollection AddSdkOptions<T>(this IServiceCollection services, Func<T> create, Action<T> configure)
        where T : class => services
            .Configure(configure)
            .AddSingleton<IOptionsFactory<T>>(provider => new Factory<T>(
                create,
                provider.GetServices<IConfigureOptions<T>>(),
                provider.GetServices<IPostConfigureOptions<T>>(),
                provider.GetServices<IValidateOptions<T>>()));

    private sealed class Factory<T>(
        Func<T> create,
        IEnumerable<IConfigureOptions<T>> setups,
        IEnumerable<IPostConfigureOptions<T>> postConfigures,
        IEnumerable<IValidateOptions<T>> validations) : OptionsFactory<T>(setups, postConfigures, validations)
        where T : class
    {
        protected override T CreateInstance(string name) => create();
    }
}
