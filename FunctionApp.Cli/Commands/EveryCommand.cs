using System.CommandLine;
using BotGateway.Client;
using BotGateway.Contracts;

namespace BotGateway.Cli.Commands;

/// <summary><c>every</c>: creates a routine.</summary>
internal static class EveryCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var schedule = new Argument<string>("CRON") { Description = words["When, such as \"0 8 * * 1-5\"", "Cuándo, por ejemplo \"0 8 * * 1-5\""] };
        var bot = new Argument<string>("BOT") { Description = words["The bot's id or name", "El id o el nombre del bot"] };
        var message = new Argument<string>("MESSAGE") { Description = words["What is sent to it", "Lo que se le envía"] };
        var zone = Zone(words);
        var to = new Option<string?>("--to")
        {
            HelpName = "thread|webhook",
            Description = words["Where the answers go: also to the client's webhook", "Adónde van las respuestas: también al webhook del cliente"],
        };
        to.AcceptOnlyFromAmong("thread", "webhook");
        var thread = CommonOptions.Text("--thread", "ID", words["The thread [default: a new one]", "El hilo [por defecto: uno nuevo]"]);
        var name = CommonOptions.Text("--name", "NAME", words["The routine's name [default: the bot's]", "El nombre de la rutina [por defecto: el del bot]"]);
        var fresh = CommonOptions.Flag("--fresh", words["Run without the thread's history", "Ejecutar sin el historial del hilo"]);
        var runs = CommonOptions.Number<int>(words, "--max-runs", "N", words["End after so many runs", "Terminar después de tantas ejecuciones"]);
        return tool.Command(
            "every",
            words["Send a bot a message on a schedule", "Envía un mensaje a un bot según un horario"],
            async (run, cancellationToken) =>
            {
                var request = new CreateRoutineRequest
                {
                    Schedule = run.Get(schedule),
                    TimeZone = run.Get(zone),
                    BotId = await Bots.FindAsync(run, run.Get(bot), cancellationToken),
                    ThreadId = run.Get(thread),
                    Message = run.Get(message),
                    Name = run.Get(name),
                    Deliver = run.Get(to),
                    FreshThread = run.Get(fresh) ? true : null,
                    MaxRuns = run.Get(runs),
                };
                var routine = request.ThreadId is null
                    ? await CreateInNewThreadAsync(run.Client, request, cancellationToken)
                    : await run.Client.CreateRoutineAsync(request, cancellationToken);
                return RoutinesCommand.WriteStatus(run, routine);
            },
            schedule, bot, message, zone, to, thread, name, fresh, runs);
    }

    private static async Task<RoutineStatusResponse> CreateInNewThreadAsync(
        BotGatewayClient client, CreateRoutineRequest request, CancellationToken cancellationToken)
    {
        var thread = (await client.NewThreadAsync(new(), cancellationToken)).ThreadId;
        try
        {
            return await client.CreateRoutineAsync(request with { ThreadId = thread }, cancellationToken);
        }
        catch (BotGatewayResponseException refused) when (Fault.ExitCodeOf(refused.Status) == ExitCode.Refused)
        {
            await client.DeleteThreadAsync(new() { ThreadId = thread }, cancellationToken);
            throw;
        }
    }

    public static Option<string?> Zone(Words words) => new("--zone", "-z")
    {
        HelpName = "ZONE",
        Description = words["The IANA time zone, such as America/Lima [default: UTC]", "La zona horaria de IANA, por ejemplo America/Lima [por defecto: UTC]"],
    };
}
