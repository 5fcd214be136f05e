using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Bots;

internal static class BotResponses
{
    private const int MostListed = 256;

    public static BotSummary ToSummary(this Bot bot) => new()
    {
        BotId = bot.Id,
        Name = bot.Name.Shorten(MostListed),
        ModelId = bot.Model,
        Temperature = bot.Temperature,
        Version = bot.Version,
        CreatedAt = EntityId.TimeOf(bot.Id),
        LegacyId = bot.LegacyId,
    };

    public static GetBotResponse ToDetails(this Bot bot) => new()
    {
        BotId = bot.Id,
        Name = bot.Name,
        Instructions = bot.Instructions,
        ModelId = bot.Model,
        Temperature = bot.Temperature,
        Version = bot.Version,
        CreatedAt = EntityId.TimeOf(bot.Id),
        LegacyId = bot.LegacyId,
    };
}
