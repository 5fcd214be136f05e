using System.Text.Json.Nodes;
using BotGateway.Bots;
using BotGateway.Requests;
using BotGateway.Threads;

namespace BotGateway.Events;

/// <summary>Sends a message to a bot in a thread and answers what it says.</summary>
/// <param name="bots">Keeps the bots.</param>
/// <param name="conversation">Sends the message.</param>
/// <param name="texts">Limits the message.</param>
public sealed class Messaging(IBotStore bots, Conversation conversation, TextLimit texts) : IGatewayEvent
{
    /// <inheritdoc/>
    public string Name => "messaging";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases => ["send_message"];

    /// <inheritdoc/>
    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var threadId = request.Body.RequiredText("threadID", "thread_id");
        var botId = request.Body.RequiredText("botID", "bot_id");
        var message = texts.RequiredText(request.Body, "message", "messaging");

        var bot = await bots.FindAsync(request.Client, botId, cancellation) ?? throw ProblemException.NotFound("bot", botId);
        var answer = await conversation.SendAsync(request.Client, bot, threadId, message, run: null, cancellation);
        var json = new JsonObject { ["message"] = answer.Message, ["thread_id"] = threadId, ["usage"] = answer.Usage?.ToJson() };
        if (answer.IsTruncated)
            json["truncated"] = true;
        return json;
    }
}
