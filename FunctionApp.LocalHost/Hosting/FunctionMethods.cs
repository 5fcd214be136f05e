using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotGateway.LocalHost.Hosting;

/// <summary>Finds an app's functions by their attribute, as the Functions host does.</summary>
internal static class FunctionMethods
{
    // Each kind of trigger asks, and looking through a whole app takes long.
    private static readonly ConcurrentDictionary<Assembly, MethodInfo[]> Found = new();

    public static IReadOnlyList<MethodInfo> Of(Assembly app) => Found.GetOrAdd(app, static app =>
    [
        .. from type in app.GetTypes()
           where type is { IsClass: true, IsAbstract: false, IsNested: false }
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where method.IsDefined(typeof(FunctionAttribute))
           select method,
    ]);

    /// <summary>Registers the classes of an app's functions: each invocation gets a new instance.</summary>
    public static void Add(IServiceCollection services, Assembly app)
    {
        foreach (var function in Of(app))
            services.TryAddTransient(function.DeclaringType!);
    }
}
