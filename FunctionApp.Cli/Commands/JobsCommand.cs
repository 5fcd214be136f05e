using System.CommandLine;
using BotGateway.Cli.Training;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>jobs</c>: lists training jobs, shows one, or changes one.</summary>
internal static class JobsCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        return tool.Command(
            "jobs",
            words["List the training jobs", "Lista los trabajos de entrenamiento"],
            async (run, cancellationToken) =>
            {
                await run.Output.ListAsync(
                    run.Client.ListJobs(),
                    words["There are no jobs: start one with 'bots train'.", "No hay trabajos: inicia uno con 'bots train'."],
                    [
                        (words["job", "trabajo"], each => each.JobId),
                        (words["status", "estado"], each => each.Status),
                        (words["submitted", "enviado"], each => Plain.Time(each.SubmittedAt)),
                        (words["model", "modelo"], each => each.Model),
                        ("tokens", each => Plain.Number(each.TrainedTokens)),
                    ],
                    cancellationToken);
                return ExitCode.Ok;
            },
            Show(tool),
            Change(tool, "cancel", words["End a job", "Termina un trabajo"], async (run, id, cancellationToken) =>
                Write(run, await run.Client.CancelTrainAsync(new() { Id = id }, cancellationToken))),
            Change(tool, "pause", words["Pause a job", "Pausa un trabajo"], async (run, id, cancellationToken) =>
                Write(run, await run.Client.PauseTrainAsync(new() { Id = id }, cancellationToken))),
            Change(tool, "resume", words["Resume a paused job", "Reanuda un trabajo pausado"], async (run, id, cancellationToken) =>
                Write(run, await run.Client.ResumeTrainAsync(new() { Id = id }, cancellationToken))));
    }

    private static Command Show(Tool tool)
    {
        var words = tool.Words;
        var id = CommonOptions.Id(words["The job's id", "El id del trabajo"]);
        var wait = CommonOptions.Flag("--wait", words["Follow it until its model can be used", "Seguirlo hasta que su modelo se pueda usar"]);
        return tool.Command(
            "show",
            words["Show a job", "Muestra un trabajo"],
            async (run, cancellationToken) =>
            {
                var watch = new JobWatch(run, run.Get(id), estimate: null);
                return watch.Report(run.Get(wait) ? await watch.FollowAsync(cancellationToken) : await watch.LookAsync(cancellationToken));
            },
            id, wait);
    }

    private static Command Change(Tool tool, string name, string description, Func<Invocation, string, CancellationToken, Task> change)
    {
        var id = CommonOptions.Id(tool.Words["The job's id", "El id del trabajo"]);
        return tool.Command(
            name,
            description,
            async (run, cancellationToken) =>
            {
                await change(run, run.Get(id), cancellationToken);
                return ExitCode.Ok;
            },
            id);
    }

    private static void Write<T>(Invocation run, T response)
        where T : JobStateResponse => run.Output.Write(
            response,
            (run.Words["job", "trabajo"], response.JobId),
            (run.Words["status", "estado"], response.Status),
            (run.Words["estimated finish", "fin estimado"], Plain.Unix(response.EstimatedFinish)));
}
