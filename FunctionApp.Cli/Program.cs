using System.Text;
using BotGateway.Cli;
using BotGateway.LocalHost.Commands;

if (OperatingSystem.IsWindows())
    (Console.OutputEncoding, Console.InputEncoding) = (Encoding.UTF8, Encoding.UTF8); // The default code page may lack Spanish characters.

var terminal = Terminal.OfProcess();
var words = Words.For(args, terminal.Environment);
words.UseForFramework();
using var termination = new Termination();
return await new Tool(terminal, words).RunAsync(args, termination.Token);
