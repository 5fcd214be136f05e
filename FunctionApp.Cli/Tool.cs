using System.CommandLine;
using System.CommandLine.Help;
using BotGateway.Cli.Commands;

namespace BotGateway.Cli;

/// <summary>The command line, and the one place in which a failure becomes a line and an exit code.</summary>
internal sealed class Tool(Terminal terminal, Words words)
{
    // LocalHost's own 5 s to shut down, and the deletion of a comparison's bots.
    private static readonly TimeSpan TerminationLimit = TimeSpan.FromSeconds(30);

    private readonly Option<bool> _json = new("--json")
    {
        Description = words["Write JSON: one document, or JSON Lines for lists", "Escribe JSON: un documento, o JSON Lines para las listas"],
        Arity = ArgumentArity.Zero,
        Recursive = true,
    };

    public Words Words => words;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var isJson = arguments.TakeWhile(argument => argument != "--").Contains(_json.Name);
        try
        {
            var parsed = CreateRoot().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }); // @ is for instructions.
            if (parsed.Errors.Count > 0)
                throw ToolException.Usage(CommandLineErrors.Describe(parsed, words));
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception failure)
        {
            var fault = Fault.Of(failure, words, cancellationToken);
            await terminal.Error.WriteLineAsync(isJson ? fault.ToJson() : Plain.Text(fault.Message));
            return fault.ExitCode;
        }
    }

    /// <summary>A command that ends with the exit code of its action.</summary>
    public Command Command(string name, string description, Func<Invocation, CancellationToken, Task<int>> action, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
            Add(command, symbol);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var run = new Invocation(parsed, terminal, words, parsed.GetValue(_json));
            return await action(run, cancellationToken);
        });
        return command;
    }

    private static void Add(Command command, Symbol symbol)
    {
        switch (symbol)
        {
            case Option option:
                command.Options.Add(option);
                break;
            case Argument argument:
                command.Arguments.Add(argument);
                break;
            case Command subcommand:
                command.Subcommands.Add(subcommand);
                break;
            default:
                throw new ArgumentException(symbol.GetType().Name, nameof(symbol));
        }
    }

    private RootCommand CreateRoot()
    {
        var language = new Option<string>(Words.Option)
        {
            Description = words["The language: en or es [default: that of the system]", "El idioma: en o es [por defecto: el del sistema]"],
            HelpName = $"{Words.English}|{Words.Spanish}",
            Recursive = true,
        };
        language.AcceptOnlyFromAmong(Words.English, Words.Spanish);
        var root = new RootCommand(words[
            "Use a Bot Gateway: bots, training, routines.",
            "Usa un Bot Gateway: bots, entrenamiento, rutinas."]) { _json, language };
        foreach (var command in AllCommands.Create(this))
            root.Subcommands.Add(command);
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        return root;
    }
}
