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
internal sealed class BotDeletion(TableServiceClient service, IBotStore bots, RoutineDeletion routines, ThreadIndex threads, DeletedIds deletedIds, TimeProvider clock)
{
    private const int MostNamed = 100;
    private const int MostPerStep = 1000;

    private readonly PendingDeletions _pending = new(service, "bot", clock);

    /// <exception cref="GatewayException">NotFound: there is no such bot.</exception>
    public async Task<DeleteBotResponse> DeleteAsync(Client client, string id, CancellationToken cancellationToken)
    {
        var botId = await bots.FindIdAsync(client, id, cancellationToken) ?? throw GatewayException.NotFound("bot", id);
        await _pending.AddAsync(client.Id, botId, cancellationToken);
        await deletedIds.AddAsync(client.Id, botId, cancellationToken);
        if (!await bots.TryDeleteAsync(client, botId, cancellationToken))
            throw GatewayException.NotFound("bot", id);
        var (deleted, isMore) = await routines.DeleteOfBotAsync(client.Id, botId, MostNamed, cancellationToken);
        await threads.RemoveBotAsync(client.Id, botId, MostPerStep, cancellationToken);
        return new DeleteBotResponse { BotId = botId, RoutineIds = deleted, MoreRoutines = isMore ? true : null };
    }

    /// <summary>Deletes what is left of deleted bots.</summary>
    public Task<int> CompleteAsync(DateTimeOffset now, CancellationToken cancellationToken) => _pending.CompleteAsync(
        now,
        // With its row, it was not deleted after all.
        async (entry, cancel) => await bots.ExistsAsync(entry.ClientId, entry.Id, cancel) || await DeleteRestAsync(entry.ClientId, entry.Id, cancel),
        cancellationToken);

    private async Task<bool> DeleteRestAsync(string clientId, string botId, CancellationToken cancellationToken)
    {
        var (_, isMore) = await routines.DeleteOfBotAsync(clientId, botId, MostPerStep, cancellationToken);
        return await threads.RemoveBotAsync(clientId, botId, MostPerStep, cancellationToken) && !isMore;
    }
}
