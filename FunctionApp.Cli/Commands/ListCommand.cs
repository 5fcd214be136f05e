using System.CommandLine;

namespace BotGateway.Cli.Commands;

/// <summary><c>list</c>: bots, or threads.</summary>
internal static class ListCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var threads = CommonOptions.Flag("--threads", words["List threads instead of bots", "Listar hilos en lugar de bots"]);
        return tool.Command(
            "list",
            words["List the bots", "Lista los bots"],
            async (run, cancellationToken) =>
            {
                if (run.Get(threads))
                {
                    await run.Output.ListAsync(
                        run.Client.ListThreads(),
                        words["There are no threads.", "No hay hilos."],
                        [(words["thread", "hilo"], each => each.ThreadId), (words["created", "creado"], each => Plain.Time(each.CreatedAt))],
                        cancellationToken);
                }
                else
                {
                    await run.Output.ListAsync(
                        run.Client.ListBots(),
                        words["There are no bots: create one with 'bots new'.", "No hay bots: crea uno con 'bots new'."],
                        [
                            ("bot", each => each.BotId),
                            (words["name", "nombre"], each => each.Name),
                            (words["model", "modelo"], each => each.ModelId),
                            (words["created", "creado"], each => Plain.Time(each.CreatedAt)),
                        ],
                        cancellationToken);
                }

                return ExitCode.Ok;
            },
            threads);
    }
}
