using System.CommandLine;
using System.CommandLine.Invocation;
using BotGateway.Benchmarks;
using BotGateway.Benchmarks.Messaging;
using BotGateway.Benchmarks.Serving;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Commands;

// Processes that are measured.
Func<string[], Task>? serve = args is [var mode, ..]
    ? mode switch
    {
        ServingApp.Argument => ServingApp.RunAsync,
        GatewayServer.Argument => GatewayServer.RunAsync,
        BoundServer.Argument => BoundServer.RunAsync,
        BareMessages.Argument => BareMessages.RunAsync,
        _ => null,
    }
    : null;
if (serve is not null)
{
    await serve(args[1..]);
    return 0;
}

using var termination = new Termination();
try
{
    var command = BenchmarkCommand.Create().Parse(args);
    if (command.Action is ParseErrorAction mistake)
        mistake.ShowHelp = false;
    return await command.InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, termination.Token);
}
catch (StartupException expected)
{
    Console.Error.WriteLine(expected.Message);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine(termination.Token.IsCancellationRequested ? "Interrupted." : "Timed out.");
}

return 1;
