using System.CommandLine;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>team</c>: creates a team of advisers.</summary>
internal static class TeamCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var model = new Argument<string?>("MODEL")
        {
            Description = words[
                "The advisers' model [default: the gateway's first base model]",
                "El modelo de los asesores [por defecto: el primer modelo base de la pasarela]"],
            Arity = ArgumentArity.ZeroOrOne,
        };
        var every = CommonOptions.Text("--every", "CRON", words["Give each adviser a routine", "Darle una rutina a cada asesor"]);
        var zone = EveryCommand.Zone(words);
        var message = new Option<string?>("--message", "-m") { HelpName = "TEXT", Description = words["The routines' message", "El mensaje de las rutinas"] };
        var command = tool.Command(
            "team",
            words["Create four advisers: marketing, finance, HR and strategy", "Crea cuatro asesores: marketing, finanzas, RR. HH. y estrategia"],
            async (run, cancellationToken) => await WriteAsync(
                run,
                await run.Client.CreateTeamAsync(
                    new()
                    {
                        ModelId = run.GetOptional(model) ?? await Models.DefaultAsync(run, cancellationToken),
                        Schedule = run.Get(every),
                        TimeZone = run.Get(zone),
                        Message = run.Get(message),
                    },
                    cancellationToken),
                cancellationToken),
            model, every, zone, message);
        command.Validators.Add(result =>
        {
            if (result.GetResult(every) is null != result.GetResult(message) is null)
                result.AddError(words["--every and --message belong together.", "--every y --message van juntos."]);
        });
        return command;
    }

    private static async Task<int> WriteAsync(Invocation run, TeamResponse team, CancellationToken cancellationToken)
    {
        var words = run.Words;
        (string Role, TeamMember Member)[] members =
        [
            ("marketing", team.Marketing),
            (words["finance", "finanzas"], team.Finance),
            (words["HR", "RR. HH."], team.Rrhh),
            (words["strategy", "estrategia"], team.Strategy),
        ];
        if (run.Output.IsJson)
        {
            run.Output.Write(team);
        }
        else
        {
            await run.Output.ListAsync(
                members.ToAsyncEnumerable(),
                "",
                [
                    (words["adviser", "asesor"], each => each.Role),
                    ("bot", each => each.Member.BotId),
                    (words["thread", "hilo"], each => each.Member.ThreadId),
                    (words["routine", "rutina"], each => each.Member.RoutineId),
                    ("error", each => each.Member.Error),
                ],
                cancellationToken);
        }

        return members.Any(each => each.Member.Error is not null) ? ExitCode.Partial : ExitCode.Ok;
    }
}
