using System.CommandLine;

namespace BotGateway.Cli.Commands;

/// <summary><c>new</c>: creates a bot.</summary>
internal static class NewCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var name = new Argument<string>("NAME") { Description = words["The bot's name", "El nombre del bot"] };
        var instructions = new Argument<string>("INSTRUCTIONS")
        {
            Description = words[
                "What the model is told before each conversation; @FILE reads a file",
                "Lo que se le indica al modelo antes de cada conversación; @ARCHIVO lee un archivo"],
        };
        var model = CommonOptions.Text("--model", "MODEL", words[
            "Its model [default: the gateway's first base model]",
            "Su modelo [por defecto: el primer modelo base de la pasarela]"]);
        var temperature = CommonOptions.Number<double>(words, "--temperature", "0-2", words["The sampling temperature", "La temperatura de muestreo"]);
        return tool.Command(
            "new",
            words["Create a bot and a thread to talk to it in", "Crea un bot y un hilo para hablar con él"],
            async (run, cancellationToken) =>
            {
                var response = await run.Client.NewBotAsync(
                    new()
                    {
                        Name = run.Get(name),
                        Instructions = await ReadAsync(run.Get(instructions), run, cancellationToken),
                        ModelId = run.Get(model) ?? await Models.DefaultAsync(run, cancellationToken),
                        Temperature = run.Get(temperature),
                    },
                    cancellationToken);
                run.Output.Write(response, ("bot", response.BotId), (words["thread", "hilo"], response.ThreadId));
                if (response.ThreadId is null)
                {
                    run.Output.Note(words["The bot was created, but its thread was not.", "El bot se creó, pero su hilo no."]);
                    return ExitCode.Partial;
                }

                return ExitCode.Ok;
            },
            name, instructions, model, temperature);
    }

    private static async Task<string> ReadAsync(string text, Invocation run, CancellationToken cancellationToken) => text.StartsWith('@')
        ? await File.ReadAllTextAsync(Path.GetFullPath(text[1..], run.Terminal.Directory), cancellationToken)
        : text;
}
