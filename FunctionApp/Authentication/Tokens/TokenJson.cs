using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.Authentication.Tokens;

/// <summary>Reads a JSON object in a token by the strict rules of requests, but rejects the token instead of describing the error.</summary>
internal static class TokenJson
{
    public static T Read<T>(byte[] json, RejectionReason rejection, Func<JsonElement, T> read)
    {
        try
        {
            using var document = StrictJson.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new UnauthorizedException(rejection);
        }
        catch (GatewayException e)
        {
            throw new UnauthorizedException(rejection, e);
        }
    }
}
