namespace Microsoft.Azure.Functions.Worker;

/// <summary>The distributed trace that an invocation belongs to.</summary>
public abstract class TraceContext;

/// <summary>What the trigger bound.</summary>
public abstract class BindingContext;

/// <summary>Which retry of the host's an invocation is.</summary>
public abstract class RetryContext;

/// <summary>What the host knows of a function.</summary>
public abstract class FunctionDefinition;

/// <summary>Features that the worker attached to an invocation.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>;
