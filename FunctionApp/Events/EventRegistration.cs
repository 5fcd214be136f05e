using BotGateway.Contracts;
using BotGateway.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Events;

internal static class EventRegistration
{
    public static IServiceCollection AddEvent<TRequest, TResponse, THandler>(this IServiceCollection services, string name, params string[] aliases)
        where TRequest : class, IEventRequest
        where TResponse : class
        where THandler : class, IEventHandler<TRequest, TResponse> => services
        .AddSingleton<THandler>()
        .AddSingleton<Event>(provider => new Event<TRequest, TResponse>(
            name, aliases, provider.GetRequiredService<THandler>(), provider.GetRequiredService<IOptions<RequestLimits>>().Value));
}
