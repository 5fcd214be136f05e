using BotGateway.Http;

namespace BotGateway.Tables;

/// <summary>The answer to a client whose request needs a row that cannot be read.</summary>
internal sealed class UnreadableEntityException(string kind, string id, UnreadableRowException fault) : GatewayException(
    ErrorKind.Internal, $"The row of {kind} '{id.Shorten(ShortText.Quoted)}' cannot be read: {fault.Message}.", fault)
{
    public string Reason => fault.Message;
}
