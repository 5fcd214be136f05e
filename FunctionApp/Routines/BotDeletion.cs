using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>
/// Deletes bots, each with its routines and the list of its threads, which stay. The bot goes first, so that nothing new can be made for it; a request deletes
/// and names up to 100 routines, and the timer deletes the rest.
/// </summary>
internal sealed class BotDeletion(TableServiceClient service, IBotStore bots, RoutineDeletion routines, ThreadIndex threads, TimeProvider clock)
{
    private const int MostNamed = 100;
    private const int MostPerStep = 1000;

    private readonly PendingDeletions _pending = new(service, "bot");

    /// <exception cref="GatewayException">NotFound: there is no such bot.</exception>
    public async Task<DeleteBotResponse> DeleteAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var botId = await bots.FindIdAsync(client, id, cancellationToken) ?? throw GatewayException.NotFound("bot", id);
        await _pending.AddAsync(client.Id, botId, clock.GetUtcNow(), cancellationToken);
        if (!await bots.TryDeleteAsync(client, botId, cancellationToken))
            throw GatewayException.NotFound("bot", id);
        var (deleted, isMore) = await routines.DeleteOfBotAsync(client.Id, botId, MostNamed, cancellationToken);
        await threads.RemoveBotAsync(client.Id, botId, MostPerStep, cancellationToken);
        return new DeleteBotResponse { BotId = botId, RoutineIds = deleted, MoreRoutines = isMore ? true : null };
    }

    /// <summary>Deletes what is left of deleted bots.</summary>
    /// <returns>How many are gone.</returns>
    public async Task<int> CompleteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var completed = 0;
        foreach (var entry in await _pending.ReadDueAsync(now, cancellationToken))
        {
            // With its row, it was not deleted after all.
            if (!await bots.ExistsAsync(entry.ClientId, entry.Id, cancellationToken) && !await DeleteRestAsync(entry, cancellationToken))
                continue;
            await _pending.RemoveAsync(entry, cancellationToken);
            completed++;
        }

        return completed;
    }

    private async Task<bool> DeleteRestAsync(PendingDeletion entry, CancellationToken cancellationToken)
    {
        var (_, isMore) = await routines.DeleteOfBotAsync(entry.ClientId, entry.Id, MostPerStep, cancellationToken);
        return await threads.RemoveBotAsync(entry.ClientId, entry.Id, MostPerStep, cancellationToken) && !isMore;
    }
}
