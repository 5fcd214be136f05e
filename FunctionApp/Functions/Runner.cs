using BotGateway.Scheduling;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Functions;

/// <summary>Processes what <see cref="Scheduler"/> has found due, on as many instances as the queue needs.</summary>
internal sealed class Runner(IWorkRunner runner)
{
    [Function("Runner")]
    public async Task Run([QueueTrigger(WorkQueue.Name)] string message, FunctionContext context)
    {
        using var span = Tracing.StartInvocation("Runner", context);
        try
        {
            await runner.RunAsync(message, context.CancellationToken);
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }
}
