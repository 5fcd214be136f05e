using System.Net;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Vault;

/// <summary>Key Vault's errors, with its own messages as far as they are known.</summary>
internal static class VaultError
{
    public static HttpResponseMessage Unauthorized(string message)
    {
        var response = Of(HttpStatusCode.Unauthorized, "Unauthorized", message);
        response.Headers.Add(
            "WWW-Authenticate",
            "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000\", "
                + "resource=\"https://vault.azure.net\"");
        return response;
    }

    public static HttpResponseMessage KeyNotFound(string name) => Of(
        HttpStatusCode.NotFound,
        "KeyNotFound",
        $"A key with (name/id) {name} was not found in this key vault. If you recently deleted this key you may be able to recover it "
            + "using the correct recovery command. For help resolving this issue, please see "
            + "https://go.microsoft.com/fwlink/?linkid=2125182");

    public static HttpResponseMessage BadParameter(string message) => Of(HttpStatusCode.BadRequest, "BadParameter", message);

    public static HttpResponseMessage KeyDisabled() =>
        Of(HttpStatusCode.Forbidden, "Forbidden", "Operation decrypt is not allowed on a disabled key.", "KeyDisabled");

    public static HttpResponseMessage OperationForbidden() =>
        Of(HttpStatusCode.Forbidden, "Forbidden", "Operation decrypt is not permitted on this key.", "KeyOperationForbidden");

    /// <summary>For everything that the app's role (keys/read, keys/decrypt/action) does not allow.</summary>
    public static HttpResponseMessage NotPermitted() =>
        Of(HttpStatusCode.Forbidden, "Forbidden", "Caller is not authorized to perform action on resource.", "ForbiddenByRbac");

    private static HttpResponseMessage Of(HttpStatusCode status, string code, string message, string? inner = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (inner is not null)
            error["innererror"] = new JsonObject { ["code"] = inner };
        return Answer.Json(status, new JsonObject { ["error"] = error });
    }
}
