using BotGateway.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="BotGatewayClient"/>.</summary>
public static class BotGatewayClientServices
{
    /// <summary>Adds a <see cref="BotGatewayClient"/> as a singleton, with connections from <c>IHttpClientFactory</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; a mistake in them is an <see cref="ArgumentException"/> when the client is resolved.</param>
    /// <returns>Configures the connections, for example with handlers. The client itself retries, so no handler should.</returns>
    public static IHttpClientBuilder AddBotGatewayClient(this IServiceCollection services, Action<BotGatewayClientOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(provider => new BotGatewayClient(
            provider.GetRequiredService<IOptions<BotGatewayClientOptions>>().Value,
            () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(BotGatewayClient))));
        return services.AddHttpClient(nameof(BotGatewayClient), http => http.Timeout = Timeout.InfiniteTimeSpan);
    }
}
