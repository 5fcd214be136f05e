using System.CommandLine;
using BotGateway.Hosting;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Commands;
using BotGateway.LocalHost.Commands.Keys;

if (OperatingSystem.IsWindows())
    Console.OutputEncoding = System.Text.Encoding.UTF8; // The default code page may lack Spanish characters.

var data = DataOption.Create();
var ahead = AheadOption.Create();
var root = ServeCommand.Create(data, ahead);
root.Subcommands.Add(TokenCommand.Create(data, ahead));
root.Subcommands.Add(KeysCommand.Create(data));
root.Subcommands.Add(OpenApiCommand.Create());

using var termination = new Termination();
try
{
    // Without System.CommandLine's handling of signals, which allows only 2 s to shut down, and of exceptions, which prints stack traces.
    var command = root.Parse(args);
    if (command.Errors.Count > 0)
        throw new StartupException(string.Join(Environment.NewLine, command.Errors.Select(CommandLineErrors.Describe).Distinct()));
    return await command.InvokeAsync(
        new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false },
        termination.Token);
}
catch (Exception expected) when (expected is StartupException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(expected.Message);
}
catch (Exception wrong) when (SettingFaults.Of(wrong) is { } faults)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, faults));
}
catch (OperationCanceledException) when (termination.Token.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted.");
}

return 1;
