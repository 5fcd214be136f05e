using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Bots.Threads;

/// <summary>How long the texts may be that the gateway stores for its clients.</summary>
internal sealed class TextLimit(IOptions<MessagingOptions> options)
{
    private readonly int _most = options.Value.MaxCharacters;

    /// <exception cref="GatewayException">Invalid: the text is too long.</exception>
    public void Check(string text, string field)
    {
        if (text.Length > _most)
            throw GatewayException.Invalid($"'{field}' has {text.Length} characters; at most {_most} are stored.");
    }
}
