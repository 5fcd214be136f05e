using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.Bots;

internal sealed class GetBotHandler(IBotStore bots) : IEventHandler<GetBotRequest, GetBotResponse>
{
    public async Task<GetBotResponse> HandleAsync(Client client, GetBotRequest request, CancellationToken cancellationToken) =>
        (await bots.FindAsync(client, request.BotId, cancellationToken) ?? throw GatewayException.NotFound("bot", request.BotId)).ToDetails();
}
