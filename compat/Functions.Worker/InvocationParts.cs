namespace Microsoft.Azure.Functions.Worker;

/// <summary>The distributed trace that an invocation belongs to, as W3C Trace Context writes it.</summary>
public abstract class TraceContext
{
    /// <summary>The traceparent header.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The tracestate header.</summary>
    public abstract string TraceState { get; }
}

/// <summary>What the trigger bound.</summary>
public abstract class BindingContext
{
    /// <summary>The trigger's values by name.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>Which retry of the host's an invocation is.</summary>
public abstract class RetryContext
{
    /// <summary>How many times the host has tried before.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How many times it will try.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>What the host knows of a function. Nothing here asks for it, so this cannot be derived from as the official type can.</summary>
public abstract class FunctionDefinition
{
    private protected FunctionDefinition()
    {
    }
}

/// <summary>Features that the worker attached to an invocation.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Attaches a feature.</summary>
    /// <typeparam name="T">What it is found by.</typeparam>
    /// <param name="instance">The feature.</param>
    void Set<T>(T? instance);

    /// <summary>Finds a feature.</summary>
    /// <typeparam name="T">What it was attached as.</typeparam>
    /// <returns>The feature, or null.</returns>
    T? Get<T>();
}
