using BotGateway.Requests;
using Microsoft.Extensions.Options;

namespace BotGateway.Threads;

/// <summary>How long the texts may be that the gateway keeps for its clients.</summary>
/// <param name="options">The limit.</param>
public sealed class TextLimit(IOptions<MessagingOptions> options)
{
    private readonly int _most = options.Value.MaxCharacters;

    /// <summary>Reads a text that must be there.</summary>
    /// <param name="body">The event's fields.</param>
    /// <param name="names">The field's names, the canonical one first.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ProblemException">400: absent, not a string, blank, or too long.</exception>
    public string RequiredText(RequestBody body, params ReadOnlySpan<string> names)
    {
        var text = body.RequiredText(names);
        return text.Length <= _most
            ? text
            : throw ProblemException.BadRequest($"'{names[0]}' has {text.Length} characters; at most {_most} are kept.");
    }
}
