using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.Http;

namespace BotGateway.Bots.Threads;

/// <summary>Sends a message to a bot in a thread and returns its answer.</summary>
internal sealed class MessagingHandler(IBotStore bots, ThreadIndex threads, Conversation conversation, TextLimit texts)
    : IIdempotentHandler<MessagingRequest, MessagingResponse>
{
    public async Task<MessagingResponse> HandleAsync(Client client, MessagingRequest request, Attempt attempt, CancellationToken cancellationToken)
    {
        texts.Check(request.Message, "message");
        var bot = await bots.FindAsync(client, request.BotId, cancellationToken) ?? throw GatewayException.NotFound("bot", request.BotId);
        var threadId = await threads.RequireIdAsync(client, request.ThreadId, cancellationToken);
        var once = request.IdempotencyKey is null ? null : TurnKey.Of(attempt);
        var answer = await conversation.SendAsync(client, bot, threadId, request.Message, once, cancellationToken);
        return new MessagingResponse
        {
            Message = answer.Message,
            ThreadId = request.ThreadId,
            Usage = answer.Usage,
            Truncated = answer.IsTruncated ? true : null,
        };
    }
}
