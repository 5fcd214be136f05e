using BotGateway.Http;

namespace BotGateway.Bots.Threads;

/// <summary>What a message needs was deleted while it was being answered; the answer is not kept.</summary>
internal sealed class DeletedMeanwhileException(string kind, string id)
    : GatewayException(ErrorKind.NotFound, NotFound(kind, id).Message);
