using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A method that the Functions host would call.</summary>
internal sealed class FunctionMethod<TTrigger>
    where TTrigger : Attribute
{
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly MethodInvoker _invoker;

    private FunctionMethod(MethodInfo method, string name, TTrigger trigger)
    {
        _method = method;
        _parameters = method.GetParameters();
        _invoker = MethodInvoker.Create(method);
        Name = name;
        Trigger = trigger;
    }

    /// <summary>The function's name, unique in the app.</summary>
    public string Name { get; }

    public TTrigger Trigger { get; }

    /// <summary>Finds the app's functions with this trigger.</summary>
    public static IEnumerable<FunctionMethod<TTrigger>> Discover(Assembly app) =>
        from method in FunctionMethods.Of(app)
        let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<TTrigger>()).FirstOrDefault(t => t is not null)
        where trigger is not null
        select new FunctionMethod<TTrigger>(method, method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger);

    /// <summary>Fails unless the method has the return type that its trigger requires.</summary>
    public FunctionMethod<TTrigger> Returning<TResult>() => _method.ReturnType == typeof(TResult)
        ? this
        : throw new NotSupportedException($"Function {Name} must return {typeof(TResult)}.");

    /// <summary>Calls the function on a new instance.</summary>
    public object Invoke<T>(T trigger, FunctionContext invocation)
        where T : notnull
    {
        var instance = invocation.InstanceServices.GetRequiredService(_method.DeclaringType!);
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Bind(_parameters[i], trigger, invocation);
        return _invoker.Invoke(instance, arguments.AsSpan())!;
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
