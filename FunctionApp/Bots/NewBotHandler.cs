using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.FineTuning;

namespace BotGateway.Bots;

internal sealed class NewBotHandler(AllowedModels models, BotFactory factory, TextLimit texts) : IIdempotentHandler<NewBotRequest, NewBotResponse>
{
    public async Task<NewBotResponse> HandleAsync(Client client, NewBotRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        texts.Check(request.Name, "name");
        texts.Check(request.Instructions, "instructions");
        LegacyId.Check(request.LegacyId);
        var model = await models.RequireAsync(client, request.ModelId, "modelID", cancellationToken);
        var (botId, threadId) = await factory.CreateAsync(
            client, request.Name, request.Instructions, model, request.Temperature, request.LegacyId, attempt, cancellationToken);
        return new NewBotResponse { BotId = botId, ThreadId = threadId };
    }
}
