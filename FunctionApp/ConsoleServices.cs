using BotGateway.WebConsole;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway;

/// <summary>Registers what the operators' console needs.</summary>
internal static class ConsoleServices
{
    public static IServiceCollection AddOperatorConsole(this IServiceCollection services) => services
        .AddSingleton<ConsoleAccess>()
        .AddSingleton(_ => new ConsoleLimits())
        .AddSingleton<ReadEvents>()
        .AddSingleton<OperatorView>();
}
