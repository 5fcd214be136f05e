namespace BotGateway.Cli.Commands;

/// <summary>Finds the bot that a command line means.</summary>
internal static class Bots
{
    /// <param name="bot">Its id, legacy id or name; null for the client's only bot.</param>
    /// <exception cref="ToolException">There is none, or several.</exception>
    public static async Task<string> FindAsync(Invocation run, string? bot, CancellationToken cancellationToken)
    {
        if (bot?.StartsWith("bot_", StringComparison.Ordinal) == true)
            return bot;
        var words = run.Words;
        var bots = await run.Client.ListBots().ToListAsync(cancellationToken);
        var matches = bots.Where(each => bot is null || each.Name == bot || each.LegacyId == bot).ToList();
        return matches.Count switch
        {
            1 => matches[0].BotId,
            0 when bot is not null => throw new ToolException(ExitCode.NotFound, words[$"There is no bot '{bot}'.", $"No hay ningún bot '{bot}'."]),
            0 => throw new ToolException(
                ExitCode.NotFound, words["There is no bot yet: create one with 'bots new'.", "Todavía no hay ningún bot: crea uno con 'bots new'."]),
            _ => throw ToolException.Usage(
                words["Which bot? Name one of them by its id:", "¿Qué bot? Indica uno de ellos por su id:"]
                + string.Concat(matches.Select(each => $"\n  {each.BotId}  {Plain.Line(each.Name)}"))),
        };
    }
}
