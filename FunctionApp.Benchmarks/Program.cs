using System.CommandLine;
using System.CommandLine.Invocation;
using BotGateway.Benchmarks;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Commands;

// Before anything else is loaded, because its start is measured.
if (args is [StartingApp.Argument, .. var arguments])
{
    await StartingApp.RunAsync(arguments);
    return 0;
}

if (args is [ServingApp.Argument, .. var setup])
{
    await ServingApp.RunAsync(setup);
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
