using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.FineTuning;
using BotGateway.Http;

namespace BotGateway.Bots;

/// <summary>Changes a bot. With <c>version</c>, only if it is still as the client read it; without, the last request wins.</summary>
internal sealed class UpdateBotHandler(IBotStore bots, AllowedModels models, TextLimit texts) : IEventHandler<UpdateBotRequest, UpdateBotResponse>
{
    private const int MostTries = 5;

    public async Task<UpdateBotResponse> HandleAsync(Client client, UpdateBotRequest request, CancellationToken cancellationToken)
    {
        if (request is { Name: null, Instructions: null, ModelId: null, Temperature: null })
            throw GatewayException.Invalid("Nothing to change: send at least one of 'name', 'instructions', 'modelID' and 'temperature'.");
        if (request.Name is { } name)
            texts.Check(name, "name");
        if (request.Instructions is { } instructions)
            texts.Check(instructions, "instructions");
        var model = request.ModelId is { } id ? await models.RequireAsync(client, id, "modelID", cancellationToken) : null;

        for (var i = 0; i < MostTries; i++)
        {
            var bot = await bots.FindAsync(client, request.BotId, cancellationToken) ?? throw GatewayException.NotFound("bot", request.BotId);
            if (request.Version is { } version && version != bot.Version)
                throw new GatewayException(ErrorKind.Conflict, $"The bot has changed: its 'version' is {bot.Version}, not {version}.");
            var changed = bot with
            {
                Name = request.Name ?? bot.Name,
                Instructions = request.Instructions ?? bot.Instructions,
                Model = model ?? bot.Model,
                Temperature = request.Temperature ?? bot.Temperature,
                Version = bot.Version + 1,
            };
            if (await bots.TryUpdateAsync(client, changed, cancellationToken))
                return new UpdateBotResponse { BotId = changed.Id, Version = changed.Version };
        }

        throw new GatewayException(ErrorKind.Conflict, "The bot keeps changing; try again.");
    }
}
