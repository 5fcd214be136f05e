using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function with a queue trigger.</summary>
internal sealed class QueueFunction
{
    private readonly FunctionMethod<QueueTriggerAttribute> _method;

    private QueueFunction(FunctionMethod<QueueTriggerAttribute> method) => _method = method.Returning<Task>();

    public string Name => _method.Name;

    public string Queue => _method.Trigger.QueueName;

    public static IReadOnlyList<QueueFunction> Discover(Assembly app) =>
        [.. FunctionMethod<QueueTriggerAttribute>.Discover(app).Select(method => new QueueFunction(method))];

    public Task InvokeAsync(string message, FunctionContext invocation) => (Task)_method.Invoke(message, invocation);
}
