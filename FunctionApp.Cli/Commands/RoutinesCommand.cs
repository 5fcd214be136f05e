using System.CommandLine;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>routines</c>: lists routines, or changes one.</summary>
internal static class RoutinesCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        return tool.Command(
            "routines",
            words["List the routines", "Lista las rutinas"],
            async (run, cancellationToken) =>
            {
                await run.Output.ListAsync(
                    run.Client.ListRoutines(),
                    words["There are no routines: create one with 'bots every'.", "No hay rutinas: crea una con 'bots every'."],
                    [
                        (words["routine", "rutina"], each => each.RoutineId),
                        (words["name", "nombre"], each => each.Name),
                        (words["schedule", "horario"], each => each.Schedule),
                        (words["zone", "zona"], each => each.TimeZone),
                        (words["status", "estado"], each => StatusOf(each.RoutineStatus, words)),
                        (words["next run", "próxima"], each => Plain.Time(each.NextRun)),
                    ],
                    cancellationToken);
                return ExitCode.Ok;
            },
            Act(tool, "show", words["Show a routine with its runs", "Muestra una rutina con sus ejecuciones"], async (run, id, cancellationToken) =>
                Write(run, await run.Client.GetRoutineAsync(new() { RoutineId = id }, cancellationToken))),
            Act(tool, "pause", words["Pause a routine", "Pausa una rutina"], async (run, id, cancellationToken) =>
                WriteStatus(run, await run.Client.PauseRoutineAsync(new() { RoutineId = id }, cancellationToken))),
            Act(tool, "resume", words["Resume a paused routine", "Reanuda una rutina pausada"], async (run, id, cancellationToken) =>
                WriteStatus(run, await run.Client.ResumeRoutineAsync(new() { RoutineId = id }, cancellationToken))),
            Act(tool, "run", words["Run a routine now", "Ejecuta una rutina ahora"], async (run, id, cancellationToken) =>
                Write(run, await run.Output.WaitAsync("…", run.Client.RunRoutineAsync(new() { RoutineId = id }, cancellationToken)))),
            Act(tool, "delete", words["Delete a routine", "Elimina una rutina"], async (run, id, cancellationToken) =>
                Write(run, await run.Client.DeleteRoutineAsync(new() { RoutineId = id }, cancellationToken))));
    }

    public static int WriteStatus(Invocation run, RoutineStatusResponse response)
    {
        var words = run.Words;
        run.Output.Write(
            response,
            (words["routine", "rutina"], response.RoutineId),
            (words["status", "estado"], StatusOf(response.RoutineStatus, words)),
            (words["next run", "próxima"], Plain.Time(response.NextRun)),
            (words["reason", "motivo"], response.Reason));
        return ExitCode.Ok;
    }

    private static Command Act(Tool tool, string name, string description, Func<Invocation, string, CancellationToken, Task<int>> act)
    {
        var id = CommonOptions.Id(tool.Words["The routine's id", "El id de la rutina"]);
        return tool.Command(name, description, (run, cancellationToken) => act(run, run.Get(id), cancellationToken), id);
    }

    private static int Write(Invocation run, RoutineDeletedResponse response)
    {
        run.Output.Write(
            response,
            (run.Words["routine", "rutina"], response.RoutineId),
            (run.Words["status", "estado"], StatusOf(response.RoutineStatus, run.Words)));
        return ExitCode.Ok;
    }

    private static int Write(Invocation run, RunResult result)
    {
        run.Output.Write(
            result,
            (run.Words["outcome", "resultado"], OutcomeOf(result, run.Words)),
            (run.Words["answer", "respuesta"], result.Answer),
            ("error", result.Error));
        return result.Outcome == RunOutcome.Answered ? ExitCode.Ok : ExitCode.Partial;
    }

    private static int Write(Invocation run, RoutineDetails routine)
    {
        var words = run.Words;
        List<(string, string?)> lines =
        [
            (words["routine", "rutina"], routine.RoutineId),
            (words["name", "nombre"], routine.Name),
            ("bot", routine.BotId),
            (words["thread", "hilo"], routine.ThreadId),
            (words["schedule", "horario"], $"{routine.Schedule} {routine.TimeZone}"),
            (words["message", "mensaje"], routine.Message),
            (words["status", "estado"], StatusOf(routine.RoutineStatus, words)),
            (words["next run", "próxima"], Plain.Time(routine.NextRun)),
            (words["reason", "motivo"], routine.Reason),
        ];
        lines.AddRange((routine.Runs ?? []).Select(each =>
            (Plain.Time(each.Due), (string?)$"{OutcomeOf(each, words)}: {Plain.Line(each.Answer ?? each.Error ?? "")}")));
        run.Output.Write(routine, lines);
        return ExitCode.Ok;
    }

    private static string OutcomeOf(RunResult result, Words words) => result.Outcome switch
    {
        RunOutcome.Answered => words["answered", "respondida"],
        RunOutcome.Failed => words["failed", "fallida"],
        RunOutcome.Skipped => words["skipped", "omitida"],
        _ => "?",
    };

    private static string StatusOf(RoutineStatus status, Words words) => status switch
    {
        RoutineStatus.Active => words["active", "activa"],
        RoutineStatus.Paused => words["paused", "pausada"],
        RoutineStatus.Finished => words["finished", "terminada"],
        RoutineStatus.Broken => words["broken", "dañada"],
        RoutineStatus.Deleted => words["deleted", "eliminada"],
        _ => "?",
    };
}
