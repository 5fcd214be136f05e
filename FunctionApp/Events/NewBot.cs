using System.Text.Json.Nodes;
using BotGateway.Bots;
using BotGateway.Models;
using BotGateway.Threads;

namespace BotGateway.Events;

/// <summary>Makes a bot and a thread to talk to it in.</summary>
/// <param name="models">Knows which models the client may use.</param>
/// <param name="factory">Makes both.</param>
/// <param name="texts">Limits the texts.</param>
public sealed class NewBot(AllowedModels models, BotFactory factory, TextLimit texts) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "new_bot";

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var name = texts.RequiredText(request.Body, "name");
        var instructions = texts.RequiredText(request.Body, "instructions");
        var model = request.Body.RequiredText("modelID", "model_id");
        var temperature = request.Body.OptionalNumber("temperature", 0, 2);

        model = await models.RequireAsync(request.Client, model, "modelID", cancellation);
        var (botId, threadId) = await factory.CreateAsync(request.Client, name, instructions, model, temperature, cancellation);
        return new JsonObject { ["bot_id"] = botId, ["thread_id"] = threadId };
    }
}
