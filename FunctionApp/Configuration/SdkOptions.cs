using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>Makes the Azure SDKs' options available as <c>IOptions</c>, so that a host can change them, for example the transport.</summary>
internal static class SdkOptions
{
    /// <param name="create">Most have no parameterless constructor, which the options pattern requires.</param>
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
