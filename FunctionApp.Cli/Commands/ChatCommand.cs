using System.CommandLine;
using BotGateway.Client;

namespace BotGateway.Cli.Commands;

/// <summary><c>chat</c>: a conversation. Standard output has the bot's answers only.</summary>
internal static class ChatCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var bot = new Argument<string?>("BOT")
        {
            Description = words["Its id or name [default: the only bot]", "Su id o nombre [por defecto: el único bot]"],
            Arity = ArgumentArity.ZeroOrOne,
        };
        var thread = CommonOptions.Text("--thread", "ID", words["The thread [default: the bot's newest]", "El hilo [por defecto: el más nuevo del bot]"]);
        var fresh = CommonOptions.Flag("--new", words["Begin a new thread", "Empezar un hilo nuevo"]);
        var message = new Option<string?>("--message", "-m")
        {
            HelpName = "TEXT",
            Description = words["Send this message, print the answer and end", "Enviar este mensaje, mostrar la respuesta y terminar"],
        };
        return tool.Command(
            "chat",
            words["Talk to a bot; in a pipe, each line is a message", "Habla con un bot; en una tubería, cada línea es un mensaje"],
            async (run, cancellationToken) =>
            {
                if (run.Get(thread) is not null && run.Get(fresh))
                    throw ToolException.Usage(words["Use either --thread or --new.", "Usa --thread o --new, no ambos."]);
                var id = await Bots.FindAsync(run, run.GetOptional(bot), cancellationToken);
                var conversation = new Conversation(run, id, run.Get(thread) ?? await ThreadOfAsync(run, id, run.Get(fresh), cancellationToken));
                return run.Get(message) is { } only
                    ? await conversation.SendAsync(only, cancellationToken)
                    : await conversation.RunAsync(cancellationToken);
            },
            bot, thread, fresh, message);
    }

    private static async Task<string> ThreadOfAsync(Invocation run, string bot, bool fresh, CancellationToken cancellationToken)
    {
        if (!fresh && await run.Client.ListThreads(new() { BotId = bot, Limit = 1 }).FirstOrDefaultAsync(cancellationToken) is { } newest)
            return newest.ThreadId;
        return (await run.Client.NewThreadAsync(new(), cancellationToken)).ThreadId;
    }

    private sealed class Conversation(Invocation run, string bot, string thread)
    {
        private bool IsInteractive => run.Terminal.IsInputTerminal;

        public async Task<int> RunAsync(CancellationToken cancellationToken)
        {
            if (IsInteractive)
                run.Output.Note(run.Words[$"{thread} · /exit or Ctrl-D ends", $"{thread} · /exit o Ctrl-D termina"]);
            while (await ReadAsync(cancellationToken) is { } line && line.Trim() != "/exit")
            {
                if (!string.IsNullOrWhiteSpace(line))
                    await SendOneOfManyAsync(line, cancellationToken);
            }

            return ExitCode.Ok;
        }

        public async Task<int> SendAsync(string message, CancellationToken cancellationToken)
        {
            var sent = run.Client.MessagingAsync(new() { BotId = bot, ThreadId = thread, Message = message }, cancellationToken);
            var answer = await run.Output.WaitAsync("…", sent);
            run.Output.Write(answer);
            run.Output.Text(answer.Message);
            if (answer.Truncated == true)
                run.Output.Note(run.Words["(cut off at the gateway's limit of tokens)", "(cortada en el límite de tokens de la pasarela)"]);
            return ExitCode.Ok;
        }

        // A person reads why and goes on.
        private async Task SendOneOfManyAsync(string line, CancellationToken cancellationToken)
        {
            try
            {
                await SendAsync(line, cancellationToken);
            }
            catch (BotGatewayException failure) when (IsInteractive)
            {
                run.Output.Note(Fault.Of(failure, run.Words, cancellationToken).Message);
            }
        }

        private async Task<string?> ReadAsync(CancellationToken cancellationToken)
        {
            if (IsInteractive)
                await run.Terminal.Error.WriteAsync("> ");
            return await run.ReadLineAsync(cancellationToken);
        }
    }
}
