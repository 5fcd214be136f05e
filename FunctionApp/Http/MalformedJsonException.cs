namespace BotGateway.Http;

/// <summary>Text that is not unambiguous JSON; the line and the position, in bytes, count from 1.</summary>
internal sealed class MalformedJsonException(long line, long position, string reason, Exception? cause = null)
    : GatewayException(ErrorKind.Invalid, $"Malformed JSON at line {line}, position {position}: {reason}", cause)
{
    /// <summary>The message for a text of one line.</summary>
    public string MessageWithinLine => line == 1 ? $"Malformed JSON at position {position}: {reason}" : Message;
}
