using System.Text.RegularExpressions;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Bots;

/// <summary>An id that a client stored with the old service, and goes on using for a bot or a thread of the gateway.</summary>
internal static partial class LegacyId
{
    public static bool IsValid(string text) => Form().IsMatch(text) && !EntityId.IsOf("bot", text) && !EntityId.IsOf("thread", text);

    /// <exception cref="GatewayException">Invalid: it is not of the form of one.</exception>
    public static void Check(string? text)
    {
        if (text is not null && !Form().IsMatch(text))
            throw GatewayException.Invalid("'legacy_id' must have 1 to 64 letters (A to Z), digits, '_' and '-'.");
        if (text is not null && !IsValid(text))
            throw GatewayException.Invalid("'legacy_id' must not have the form of the gateway's own ids.");
    }

    public static GatewayException Taken(string text, string kind) =>
        new(ErrorKind.Conflict, $"'legacy_id': '{text}' is already the id of another {kind} of yours.");

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Form();
}
