using System.Net;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>A request that Azure Resource Manager refuses, in its own words where those are known.</summary>
internal sealed class ManagementProblem(HttpStatusCode status, string code, string message) : Exception(message)
{
    public static ManagementProblem BadRequest(string code, string message) => new(HttpStatusCode.BadRequest, code, message);

    public static ManagementProblem NotFound(string code, string message) => new(HttpStatusCode.NotFound, code, message);

    public static ManagementProblem MissingToken() => new(
        HttpStatusCode.Unauthorized, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");

    public static ManagementProblem InvalidToken() => new(
        HttpStatusCode.Unauthorized, "InvalidAuthenticationToken", "The access token is invalid.");

    public HttpResponseMessage ToResponse()
    {
        var response = Answer.Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = Message } });
        if (status == HttpStatusCode.Unauthorized)
        {
            response.Headers.Add(
                "WWW-Authenticate",
                "Bearer authorization_uri=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000\", "
                    + $"error=\"invalid_token\", error_description=\"{Message}\"");
        }
        return response;
    }
}
