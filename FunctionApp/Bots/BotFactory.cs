using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Events.Idempotency;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Bots;

internal sealed partial class BotFactory(IBotStore bots, IThreadStore threads, DeletedIds deleted, ILogger<BotFactory> logger)
{
    /// <param name="temperature">How freely it answers, 0 to 2; null for the gateway's default.</param>
    /// <returns>The bot's id and the thread's; the latter is null when only the thread could not be made.</returns>
    /// <exception cref="GatewayException">The bot could not be made.</exception>
    public async Task<(string BotId, string? ThreadId)> CreateAsync(
        Client owner, string name, string instructions, string model, double? temperature, string? legacyId, Attempt attempt, CancellationToken cancellationToken)
    {
        var bot = new Bot(attempt.NewId("bot", name), name, instructions, model, temperature) { LegacyId = legacyId };
        if (!await WasDeletedAsync(owner, bot.Id, attempt, cancellationToken))
            await bots.AddAsync(owner, bot, cancellationToken);
        try
        {
            var threadId = attempt.NewId("thread", name);
            if (!await WasDeletedAsync(owner, threadId, attempt, cancellationToken))
                await threads.AddAsync(owner, new NewThread(threadId, bot.Id), cancellationToken);
            return (bot.Id, threadId);
        }
        catch (GatewayException problem)
        {
            LogNoThread(bot.Id, SafeExceptionSummary.Of(problem));
            return (bot.Id, null);
        }
    }

    private async Task<bool> WasDeletedAsync(Client owner, string id, Attempt attempt, CancellationToken cancellationToken) =>
        attempt.IsRepeated && await deleted.ContainsAsync(owner.Id, id, cancellationToken);

    [LoggerMessage(30, LogLevel.Warning, "Bot {BotId} was made without a thread ({Causes})")]
    private partial void LogNoThread(string botId, string causes);
}
