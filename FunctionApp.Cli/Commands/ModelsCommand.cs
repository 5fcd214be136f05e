using System.CommandLine;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>models</c>: lists the models, or changes a trained one.</summary>
internal static class ModelsCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        return tool.Command(
            "models",
            words["List the models", "Lista los modelos"],
            async (run, cancellationToken) =>
            {
                await run.Output.ListAsync(
                    run.Client.ListModels(),
                    words["There are no models.", "No hay modelos."],
                    [
                        (words["model", "modelo"], each => each.Model),
                        (words["kind", "tipo"], each => KindOf(each.Kind, words)),
                        (words["job", "trabajo"], each => each.JobId),
                        (words["deployment", "despliegue"], each => each.Deployment?.State),
                        (words["retires on", "se retira el"], each => each.RetiresOn),
                    ],
                    cancellationToken);
                return ExitCode.Ok;
            },
            Change(tool, "deploy", words[
                "Deploy a trained model; it is billed by the hour",
                "Despliega un modelo entrenado; se factura por hora"], asks: false, async (run, model, cancellationToken) =>
                Write(run, await run.Client.DeployModelAsync(new() { Model = model }, cancellationToken))),
            Change(tool, "undeploy", words[
                "Remove a model's deployment",
                "Quita el despliegue de un modelo"], asks: false, async (run, model, cancellationToken) =>
                Write(run, await run.Client.UndeployModelAsync(new() { Model = model }, cancellationToken))),
            Change(tool, "delete", words[
                "Delete a trained model and its deployment",
                "Elimina un modelo entrenado y su despliegue"], asks: true, async (run, model, cancellationToken) =>
                Write(run, await run.Client.DeleteModelAsync(new() { Model = model }, cancellationToken))));
    }

    private static Command Change(Tool tool, string name, string description, bool asks, Func<Invocation, string, CancellationToken, Task> change)
    {
        var words = tool.Words;
        var id = CommonOptions.Id(words["The model's name, or the id of its job", "El nombre del modelo o el id de su trabajo"]);
        var yes = CommonOptions.Yes(words);
        return tool.Command(
            name,
            description,
            async (run, cancellationToken) =>
            {
                if (asks && !run.Get(yes))
                    await run.ConfirmAsync(words[$"Delete {run.Get(id)} for good?", $"¿Eliminar {run.Get(id)} para siempre?"], cancellationToken);
                await change(run, run.Get(id), cancellationToken);
                return ExitCode.Ok;
            },
            asks ? [id, yes] : [id]);
    }

    private static void Write<T>(Invocation run, T response)
        where T : ModelStateResponse => run.Output.Write(
            response,
            (run.Words["model", "modelo"], response.Model),
            (run.Words["job", "trabajo"], response.JobId),
            (run.Words["state", "estado"], response.State),
            (run.Words["problem", "problema"], response.Problem));

    private static string KindOf(ModelKind kind, Words words) => kind switch
    {
        ModelKind.Base => "base",
        ModelKind.Configured => words["configured", "configurado"],
        ModelKind.Trained => words["trained", "entrenado"],
        _ => "",
    };
}
