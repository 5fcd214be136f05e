using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A method of the app that a Functions host would call.</summary>
/// <typeparam name="TTrigger">The attribute that says what triggers it.</typeparam>
internal sealed class FunctionMethod<TTrigger>
    where TTrigger : Attribute
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory _create;

    private FunctionMethod(MethodInfo method, string name, TTrigger trigger)
    {
        _method = method;
        _create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        Name = name;
        Trigger = trigger;
    }

    /// <summary>The function's name, unique in the app.</summary>
    public string Name { get; }

    /// <summary>What triggers it.</summary>
    public TTrigger Trigger { get; }

    /// <summary>Finds the functions of an app with this trigger by their attributes, as the Functions host does.</summary>
    /// <param name="app">The app's assembly.</param>
    /// <returns>The functions.</returns>
    public static IEnumerable<FunctionMethod<TTrigger>> Discover(Assembly app) =>
        from type in app.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<TTrigger>()).FirstOrDefault(t => t is not null)
        where trigger is not null
        select new FunctionMethod<TTrigger>(method, function.Name, trigger);

    /// <summary>Fails unless the method returns what its trigger's host awaits.</summary>
    /// <typeparam name="TResult">The only return type that will do.</typeparam>
    /// <returns>This method.</returns>
    public FunctionMethod<TTrigger> Returning<TResult>() => _method.ReturnType == typeof(TResult)
        ? this
        : throw new NotSupportedException($"Function {Name} must return {typeof(TResult)}.");

    /// <summary>Calls the function on an instance of its own.</summary>
    /// <typeparam name="T">The type of the parameter with the trigger.</typeparam>
    /// <param name="trigger">What triggered it.</param>
    /// <param name="invocation">The invocation.</param>
    /// <returns>What the method returns.</returns>
    public object Invoke<T>(T trigger, FunctionContext invocation)
        where T : notnull
    {
        var instance = _create(invocation.InstanceServices, null);
        var arguments = _method.GetParameters().Select(parameter => Bind(parameter, trigger, invocation)).ToArray();
        return _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private object Bind<T>(ParameterInfo parameter, T trigger, FunctionContext invocation)
        where T : notnull
    {
        if (parameter.ParameterType == typeof(T))
            return trigger;
        if (parameter.ParameterType == typeof(FunctionContext))
            return invocation;
        if (parameter.ParameterType == typeof(CancellationToken))
            return invocation.CancellationToken;
        throw new NotSupportedException($"Function {Name}: LocalHost cannot bind parameter {parameter.Name}.");
    }
}
