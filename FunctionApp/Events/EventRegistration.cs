using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Events;

/// <summary>Registers events. A handler, with all that it needs, is created at its first request.</summary>
internal static class EventRegistration
{
    public static IServiceCollection AddEvent<TRequest, TResponse, THandler>(this IServiceCollection services, string name, params string[] aliases)
        where TRequest : class, IEventRequest
        where TResponse : class
        where THandler : class, IEventHandler<TRequest, TResponse> =>
        services.AddEvent<TRequest, TResponse, THandler>(name, aliases, isAnsweredDuringErasure: false);

    /// <summary>Adds an event that is answered also while the client's data is being erased.</summary>
    public static IServiceCollection AddEventDuringErasure<TRequest, TResponse, THandler>(this IServiceCollection services, string name)
        where TRequest : class, IEventRequest
        where TResponse : class
        where THandler : class, IEventHandler<TRequest, TResponse> =>
        services.AddEvent<TRequest, TResponse, THandler>(name, [], isAnsweredDuringErasure: true);

    /// <summary>Adds an event whose requests may have an idempotency key.</summary>
    public static IServiceCollection AddIdempotentEvent<TRequest, TResponse, THandler>(
        this IServiceCollection services, string name, params string[] aliases)
        where TRequest : class, IEventRequest
        where TResponse : class
        where THandler : class, IIdempotentHandler<TRequest, TResponse> => services
        .AddSingleton<THandler>()
        .AddSingleton<Event>(provider => new IdempotentEvent<TRequest, TResponse>(
            name,
            aliases,
            provider.GetRequiredService<THandler>,
            provider.GetRequiredService<IdempotencyKeys>(),
            provider.GetRequiredService<IOptions<RequestLimits>>().Value,
            provider.GetRequiredService<TimeProvider>()));

    private static IServiceCollection AddEvent<TRequest, TResponse, THandler>(
        this IServiceCollection services, string name, string[] aliases, bool isAnsweredDuringErasure)
        where TRequest : class, IEventRequest
        where TResponse : class
        where THandler : class, IEventHandler<TRequest, TResponse> => services
        .AddSingleton<THandler>()
        .AddSingleton<Event>(provider => new Event<TRequest, TResponse>(
            name, aliases, provider.GetRequiredService<THandler>, provider.GetRequiredService<IOptions<RequestLimits>>().Value)
        {
            IsAnsweredDuringErasure = isAnsweredDuringErasure,
        });
}
