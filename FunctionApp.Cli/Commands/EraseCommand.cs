using System.CommandLine;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>erase</c>: deletes everything of the client.</summary>
internal static class EraseCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var yes = CommonOptions.Yes(words);
        return tool.Command(
            "erase",
            words[
                "Delete everything of the client, for good; again, it shows the progress",
                "Elimina todo lo del cliente para siempre; otra vez, muestra el avance"],
            async (run, cancellationToken) =>
            {
                var client = run.Profile.Client;
                if (!run.Get(yes))
                    await ConfirmAsync(run, client, cancellationToken);
                var response = await run.Client.EraseAsync(new() { Confirm = client }, cancellationToken);
                run.Output.Write(
                    response,
                    (words["status", "estado"], response.Status == ErasureStatus.Done ? words["done", "terminado"] : words["running", "en curso"]),
                    (words["requested", "solicitado"], Plain.Time(response.RequestedAt)),
                    (words["earliest end", "no termina antes del"], Plain.Time(response.EarliestEnd)),
                    (words["done at", "terminado el"], Plain.Time(response.DoneAt)),
                    (words["left", "queda"], string.Join(", ", response.Left)),
                    (words["problem", "problema"], response.Problem));
                return ExitCode.Ok;
            },
            yes);
    }

    private static async Task ConfirmAsync(Invocation run, string client, CancellationToken cancellationToken)
    {
        var words = run.Words;
        var typed = await run.AskAsync(
            words[
                $"""
                Bots, threads, routines, jobs and models of client {client} at {run.Profile.Url} will be deleted for good.
                Type the client id to confirm:
                """,
                $"""
                Los bots, hilos, rutinas, trabajos y modelos del cliente {client} en {run.Profile.Url} se eliminarán para siempre.
                Escribe el identificador del cliente para confirmar:
                """],
            words["Not on a terminal: confirm with --yes.", "Sin terminal: confirma con --yes."],
            cancellationToken);
        if (typed != client)
            throw ToolException.Usage(words["Nothing was erased.", "No se eliminó nada."]);
    }
}
